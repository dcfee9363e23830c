import { aliasArn } from '../../../domain/kms-key.ts';
import { kmsErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { lastingKey } from '../own-key.ts';
import { checkAliasName } from './alias-name.ts';

export const createAlias = operation('CreateAlias', async (input, context) => {
  const { accountId, region, partition, store, clock } = context;
  const name = checkAliasName(input.AliasName);
  const key = await lastingKey(input.TargetKeyId, context);
  const now = clock.now();
  const alias = { accountId, region, name, keyId: key.keyId, createdAt: now, updatedAt: now };
  if (await store.kms.alias(accountId, region, name)) {
    throw kmsErrors.aliasExists(aliasArn(alias, partition));
  }
  await store.kms.putAlias(alias);
  return {};
});
