import { operation } from '../operation.ts';
import { ownAlias } from './alias-name.ts';

export const deleteAlias = operation('DeleteAlias', async (input, context) => {
  const { accountId, region, name } = await ownAlias(input.AliasName, context);
  await context.store.kms.deleteAlias(accountId, region, name);
  return {};
});
