import type { User } from '@aws-sdk/client-iam';
import { principalArn } from '../../../domain/principal.ts';
import { dateOf } from '../../../lib/clock.ts';
import type { OperationContext } from '../../context.ts';
import { callerUserName } from '../caller-user-name.ts';
import { foundUser } from '../found.ts';
import { query } from '../operation.ts';
import { identityExtras, userShape } from '../shapes.ts';

/** Without a name: the caller. Root is no user of IAM, but is described like one. */
export const getUser = query('GetUser', async (input, context) => {
  const { kind } = context.principal;
  const root = kind === 'root' || kind === 'root-session';
  if (input.UserName === undefined && root) return { User: await rootShape(context) };
  const user = await foundUser(callerUserName(input.UserName, context), context);
  const { partition } = context;
  return { User: { ...userShape(user, partition), ...identityExtras(user, partition) } };
});

async function rootShape(context: OperationContext): Promise<User> {
  const { accountId, partition, principal, store } = context;
  const account = await store.accounts.get(accountId);
  return {
    Path: '/',
    UserName: account?.name ?? accountId,
    UserId: accountId,
    Arn: principalArn(principal, partition),
    CreateDate: dateOf(account?.createdAt ?? 0),
  };
}
