import { callerUserName } from '../caller-user-name.ts';
import { foundUser } from '../found.ts';
import { operation } from '../operation.ts';
import { keyOf } from './keys-of.ts';

export const deleteAccessKey = operation('DeleteAccessKey', async (input, context) => {
  const user = await foundUser(callerUserName(input.UserName, context), context);
  const { accessKeyId } = await keyOf(user.name, input.AccessKeyId, context);
  await context.store.credentials.delete(accessKeyId);
  return {};
});
