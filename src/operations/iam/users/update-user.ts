import { iamErrors } from '../errors.ts';
import { foundUser } from '../found.ts';
import { operation } from '../operation.ts';

/** Another name or path. The user keeps its id, its policies and its keys. */
export const updateUser = operation('UpdateUser', async (input, context) => {
  const { store, accountId } = context;
  const user = await foundUser(input.UserName, context);
  const { NewUserName: name = user.name, NewPath: path = user.path } = input;
  const sameName = name.toLowerCase() === user.name.toLowerCase();
  if (!sameName && (await store.iam.taken('user', accountId, name))) {
    throw iamErrors.userExists(name);
  }
  await store.iam.delete('user', accountId, user.name);
  await store.iam.put({ ...user, name, path });
  for (const key of await store.credentials.ofUser(accountId, user.name)) {
    await store.credentials.put({ ...key, userName: name, userPath: path });
  }
  return {};
});
