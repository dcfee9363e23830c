import type { Filter } from '../domain/filter.ts';

export interface FilterStore {
  get(accountId: string, region: string, name: string): Promise<Filter | undefined>;
  /** All of an account and Region, ascending by rank: GuardDuty allows few. */
  list(accountId: string, region: string): Promise<Filter[]>;
  /** Those among them that archive what matches. */
  suppressing(accountId: string, region: string): Promise<Filter[]>;
  /** Creates or replaces by name. Ranks are the caller's to keep without gaps. */
  put(filter: Filter): Promise<void>;
  delete(accountId: string, region: string, name: string): Promise<void>;
}
