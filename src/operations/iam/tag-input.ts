import type { Tag } from '@aws-sdk/client-iam';
import { addTags, type Tags } from '../../domain/tags.ts';
import { IAM_TAGS_MAX } from '../../limits.ts';
import { iamErrors } from './errors.ts';

/** The tags of a call added to those that are there. Throws for a key named twice, and too many. */
export function withTags(existing: Tags, input: readonly Tag[] | undefined): Tags {
  const added: Record<string, string> = {};
  for (const { Key = '', Value = '' } of input ?? []) {
    if (Object.hasOwn(added, Key)) {
      throw iamErrors.invalidInput(
        'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
      );
    }
    added[Key] = Value;
  }
  const tags = addTags(existing, added, IAM_TAGS_MAX);
  if (tags === undefined) throw iamErrors.limit('TagsPerResource', IAM_TAGS_MAX);
  return tags;
}
