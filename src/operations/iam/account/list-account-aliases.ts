import { query } from '../operation.ts';
import { accountAlias } from './account-settings.ts';

export const listAccountAliases = query(
  'ListAccountAliases',
  async (_input, { store, accountId }) => {
    const alias = await accountAlias(store, accountId);
    return { AccountAliases: alias === undefined ? [] : [alias], IsTruncated: false };
  },
);
