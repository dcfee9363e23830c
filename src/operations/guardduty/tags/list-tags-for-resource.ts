import { query } from '../operation.ts';
import { taggedResource } from './tagged-resource.ts';

export const listTagsForResource = query('ListTagsForResource', async (input, context) => {
  const { tags } = await taggedResource(context, input.ResourceArn);
  return { Tags: { ...tags } };
});
