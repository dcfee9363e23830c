import { addTags } from '../../../domain/tags.ts';
import { TAGS_PER_RESOURCE_MAX } from '../../../limits.ts';
import { guardDutyError } from '../errors.ts';
import { operation } from '../operation.ts';
import { taggedResource } from './tagged-resource.ts';

export const tagResource = operation('TagResource', async (input, context) => {
  const resource = await taggedResource(context, input.ResourceArn);
  const tags = addTags(resource.tags, input.Tags, TAGS_PER_RESOURCE_MAX);
  if (tags === undefined) throw guardDutyError('invalidInput');
  await resource.putTags(tags);
  return {};
});
