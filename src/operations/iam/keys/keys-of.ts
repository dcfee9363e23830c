import type { Credential } from '../../../domain/account.ts';
import type { OperationContext } from '../../context.ts';
import { iamErrors } from '../errors.ts';

/** Long-term keys of a user, oldest first. */
export async function keysOf(
  userName: string,
  { store, accountId }: OperationContext,
): Promise<Credential[]> {
  const credentials = await store.credentials.ofUser(accountId, userName);
  return credentials.filter(({ kind }) => kind === 'user');
}

/** One of them; NoSuchEntity for any other, whoever has it. */
export async function keyOf(
  userName: string,
  accessKeyId: string,
  context: OperationContext,
): Promise<Credential> {
  const keys = await keysOf(userName, context);
  const key = keys.find((one) => one.accessKeyId === accessKeyId);
  if (key === undefined) throw iamErrors.noAccessKey(accessKeyId);
  return key;
}
