import { operation } from '../operation.ts';
import { lastingKey } from '../own-key.ts';
import { ownAlias } from './alias-name.ts';

export const updateAlias = operation('UpdateAlias', async (input, context) => {
  const alias = await ownAlias(input.AliasName, context);
  const { keyId } = await lastingKey(input.TargetKeyId, context);
  await context.store.kms.putAlias({ ...alias, keyId, updatedAt: context.clock.now() });
  return {};
});
