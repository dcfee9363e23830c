import { principalArn, principalUserId } from '../../domain/principal.ts';
import { query } from './operation.ts';

export const getCallerIdentity = query('GetCallerIdentity', async (_input, context) => ({
  UserId: principalUserId(context.principal),
  Account: context.accountId,
  Arn: principalArn(context.principal, context.partition),
}));
