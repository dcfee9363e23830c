import { iamErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { ownerOfAlias, putAlias } from './account-settings.ts';

/** An account has one: a new one takes the place of that before. */
export const createAccountAlias = operation(
  'CreateAccountAlias',
  async ({ AccountAlias: alias }, { store, accountId }) => {
    if ((await ownerOfAlias(store, alias)) !== undefined) throw iamErrors.aliasExists(alias);
    await putAlias(store, accountId, alias);
    return {};
  },
);
