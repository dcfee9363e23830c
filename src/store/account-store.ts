import type { Account } from '../domain/account.ts';

export interface AccountStore {
  get(accountId: string): Promise<Account | undefined>;
  findByEmail(email: string): Promise<Account | undefined>;
  put(account: Account): Promise<void>;
  /** Ascending by account id, after `after`. */
  listOfOrganization(organizationId: string, limit: number, after?: string): Promise<Account[]>;
  countOfOrganization(organizationId: string): Promise<number>;
}
