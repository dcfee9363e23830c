import { callerUserName } from '../caller-user-name.ts';
import { iamErrors } from '../errors.ts';
import { foundUser } from '../found.ts';
import { operation } from '../operation.ts';
import { keyOf } from './keys-of.ts';

/** An inactive key is refused like one that was never issued, from the next call on. */
export const updateAccessKey = operation('UpdateAccessKey', async (input, context) => {
  if (input.Status === 'Expired') {
    throw iamErrors.validation('The status of an access key can be set to Active or Inactive');
  }
  const user = await foundUser(callerUserName(input.UserName, context), context);
  const { inactive: _, ...key } = await keyOf(user.name, input.AccessKeyId, context);
  await context.store.credentials.put(
    input.Status === 'Inactive' ? { ...key, inactive: true } : key,
  );
  return {};
});
