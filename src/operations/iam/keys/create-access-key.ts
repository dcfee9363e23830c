import { dateOf } from '../../../lib/clock.ts';
import { accessKeyId, secretAccessKey } from '../../../lib/ids.ts';
import { IAM_KEYS_PER_USER_MAX } from '../../../limits.ts';
import { callerUserName } from '../caller-user-name.ts';
import { iamErrors } from '../errors.ts';
import { foundUser } from '../found.ts';
import { operation } from '../operation.ts';
import { keysOf } from './keys-of.ts';

/** The secret is shown this once; at rest it is sealed. */
export const createAccessKey = operation('CreateAccessKey', async (input, context) => {
  const { store, accountId, clock, services } = context;
  const user = await foundUser(callerUserName(input.UserName, context), context);
  const keys = await keysOf(user.name, context);
  if (keys.length >= IAM_KEYS_PER_USER_MAX) {
    throw iamErrors.limit('AccessKeysPerUser', IAM_KEYS_PER_USER_MAX);
  }
  const now = clock.now();
  const id = accessKeyId('AKIA');
  const secret = secretAccessKey();
  await store.credentials.put({
    accessKeyId: id,
    accountId,
    kind: 'user',
    userName: user.name,
    userId: user.id,
    userPath: user.path,
    sealedSecret: services.sealSecret(secret),
    createdAt: now,
  });
  return {
    AccessKey: {
      UserName: user.name,
      AccessKeyId: id,
      Status: 'Active',
      SecretAccessKey: secret,
      CreateDate: dateOf(now),
    },
  };
});
