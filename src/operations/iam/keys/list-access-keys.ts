import { dateOf } from '../../../lib/clock.ts';
import { callerUserName } from '../caller-user-name.ts';
import { foundUser } from '../found.ts';
import { query } from '../operation.ts';
import { pageOfAll } from '../page.ts';
import { keysOf } from './keys-of.ts';

export const listAccessKeys = query('ListAccessKeys', async (input, context) => {
  const user = await foundUser(callerUserName(input.UserName, context), context);
  const keys = await keysOf(user.name, context);
  const { items, ...page } = pageOfAll(keys, input, ({ accessKeyId }) => accessKeyId);
  return {
    AccessKeyMetadata: items.map((key) => ({
      UserName: user.name,
      AccessKeyId: key.accessKeyId,
      Status: key.inactive ? 'Inactive' : 'Active',
      CreateDate: dateOf(key.createdAt),
    })),
    ...page,
  };
});
