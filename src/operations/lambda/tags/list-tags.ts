import { query } from '../operation.ts';
import { namedFunction } from '../own-function.ts';

export const listTags = query('ListTags', async (input, context) => {
  const { tags } = await namedFunction(input.Resource, context);
  return { Tags: { ...tags } };
});
