import { iamErrors } from '../errors.ts';
import { foundUser } from '../found.ts';
import { operation } from '../operation.ts';

/** As on AWS, what hangs on the user goes first; its sessions end with it. */
export const deleteUser = operation('DeleteUser', async (input, context) => {
  const { store, accountId } = context;
  const user = await foundUser(input.UserName, context);
  if (Object.keys(user.inline).length > 0) throw iamErrors.inUse('delete policies');
  if (user.attached.length > 0) throw iamErrors.inUse('detach all policies');
  const keys = await store.credentials.ofUser(accountId, user.name);
  if (keys.some(({ kind }) => kind === 'user')) throw iamErrors.inUse('delete access keys');
  for (const { accessKeyId } of keys) await store.credentials.delete(accessKeyId);
  await store.iam.delete('user', accountId, user.name);
  return {};
});
