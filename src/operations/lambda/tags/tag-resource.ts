import { operation } from '../operation.ts';
import { namedFunction } from '../own-function.ts';
import { givenTags } from './given-tags.ts';

export const tagResource = operation('TagResource', async (input, context) => {
  const lambda = await namedFunction(input.Resource, context);
  const tags = givenTags(lambda.tags, input.Tags);
  await context.store.functions.put({ ...lambda, tags });
  return {};
});
