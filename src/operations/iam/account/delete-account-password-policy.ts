import { iamErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { passwordPolicy, putPasswordPolicy } from './account-settings.ts';

export const deleteAccountPasswordPolicy = operation(
  'DeleteAccountPasswordPolicy',
  async (_input, { store, accountId }) => {
    if ((await passwordPolicy(store, accountId)) === undefined) {
      throw iamErrors.noPasswordPolicy(accountId);
    }
    await putPasswordPolicy(store, accountId);
    return {};
  },
);
