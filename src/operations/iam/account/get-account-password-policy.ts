import { iamErrors } from '../errors.ts';
import { query } from '../operation.ts';
import { passwordPolicy } from './account-settings.ts';

export const getAccountPasswordPolicy = query(
  'GetAccountPasswordPolicy',
  async (_input, { store, accountId }) => {
    const policy = await passwordPolicy(store, accountId);
    if (policy === undefined) throw iamErrors.noPasswordPolicy(accountId);
    return { PasswordPolicy: policy };
  },
);
