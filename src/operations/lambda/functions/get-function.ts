import { configurationShape } from '../configuration-shape.ts';
import { query } from '../operation.ts';
import { namedFunction } from '../own-function.ts';

/** Without a link to the archive: code goes in and does not come out again. */
export const getFunction = query('GetFunction', async (input, context) => {
  const lambda = await namedFunction(input.FunctionName, context, input.Qualifier);
  const hasTags = Object.keys(lambda.tags).length > 0;
  return {
    Configuration: configurationShape(lambda, context),
    Code: { RepositoryType: 'S3' },
    ...(hasTags && { Tags: { ...lambda.tags } }),
  };
});
