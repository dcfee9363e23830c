import type { Tags } from '../../../domain/tags.ts';
import { ServiceError } from '../../../lib/service-error.ts';
import { type TagContext, taggedResource } from './tagged-resource.ts';

/** Tags of what an ARN names; none where it names nothing of the account. */
export async function tagsOfResource(arn: string, context: TagContext): Promise<Tags> {
  try {
    return (await taggedResource(context, arn)).tags;
  } catch (error) {
    if (error instanceof ServiceError) return {};
    throw error;
  }
}
