import { iamErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { ownerOfAlias, putAlias } from './account-settings.ts';

export const deleteAccountAlias = operation(
  'DeleteAccountAlias',
  async ({ AccountAlias: alias }, { store, accountId }) => {
    if ((await ownerOfAlias(store, alias)) !== accountId) throw iamErrors.noAlias(alias);
    await putAlias(store, accountId);
    return {};
  },
);
