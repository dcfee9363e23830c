import { removeTags } from '../../../domain/tags.ts';
import { operation } from '../operation.ts';
import { taggedResource } from './tagged-resource.ts';

export const untagResource = operation('UntagResource', async (input, context) => {
  const resource = await taggedResource(context, input.ResourceArn);
  await resource.putTags(removeTags(resource.tags, input.TagKeys));
  return {};
});
