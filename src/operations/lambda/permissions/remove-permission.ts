import { uuid } from '../../../lib/ids.ts';
import { lambdaErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { namedFunction } from '../own-function.ts';

export const removePermission = operation('RemovePermission', async (input, context) => {
  const lambda = await namedFunction(input.FunctionName, context, input.Qualifier);
  if (input.RevisionId !== undefined && input.RevisionId !== lambda.revisionId) {
    throw lambdaErrors.revisionMismatch();
  }
  const permissions = lambda.permissions.filter(({ Sid }) => Sid !== input.StatementId);
  if (permissions.length === lambda.permissions.length) {
    throw lambdaErrors.noStatement(input.StatementId);
  }
  await context.store.functions.put({ ...lambda, permissions, revisionId: uuid() });
  return {};
});
