import { functionPolicy } from '../../../domain/lambda-function.ts';
import { lambdaErrors } from '../errors.ts';
import { query } from '../operation.ts';
import { namedFunction } from '../own-function.ts';

export const getPolicy = query('GetPolicy', async (input, context) => {
  const lambda = await namedFunction(input.FunctionName, context, input.Qualifier);
  const policy = functionPolicy(lambda);
  if (policy === undefined) throw lambdaErrors.noPolicy();
  return { Policy: policy, RevisionId: lambda.revisionId };
});
