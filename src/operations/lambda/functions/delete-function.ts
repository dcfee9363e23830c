import { operation } from '../operation.ts';
import { namedFunction } from '../own-function.ts';

/** Runs that are under way end as they would have. */
export const deleteFunction = operation('DeleteFunction', async (input, context) => {
  const lambda = await namedFunction(input.FunctionName, context, input.Qualifier);
  await context.store.functions.delete(lambda.accountId, lambda.region, lambda.name);
  return { StatusCode: 204 };
});
