import { removeTags } from '../../../domain/tags.ts';
import { operation } from '../operation.ts';
import { namedFunction } from '../own-function.ts';

export const untagResource = operation('UntagResource', async (input, context) => {
  const lambda = await namedFunction(input.Resource, context);
  const tags = removeTags(lambda.tags, input.TagKeys);
  await context.store.functions.put({ ...lambda, tags });
  return {};
});
