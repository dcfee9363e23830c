import type { UsageCount } from '../domain/usage.ts';

export type UsageBy = 'ACCOUNT' | 'FEATURE' | 'RESOURCE';

export interface UsageStore {
  /** Adds to the counters of a day, `YYYY-MM-DD` in UTC. */
  add(accountId: string, region: string, day: string, counts: readonly UsageCount[]): Promise<void>;
  /** Resources that have counters on this day. */
  resourcesOfDay(accountId: string, region: string, day: string): Promise<Set<string>>;
  /** Sums from a day on, by these and, since prices differ, always by feature too. */
  sums(
    of: {
      readonly accountIds: readonly string[];
      readonly region: string;
      readonly fromDay: string;
      readonly features?: readonly string[];
      readonly resources?: readonly string[];
    },
    by: readonly UsageBy[],
  ): Promise<{ keys: string[]; feature: string; events: number }[]>;
  /** Deletes counters of days before this one. */
  forget(beforeDay: string): Promise<number>;
  /** A trial begins once for each account, Region and feature; later calls change nothing. */
  beginTrials(
    accountId: string,
    region: string,
    features: readonly string[],
    now: number,
  ): Promise<void>;
  /** When each trial began, by feature. */
  trials(accountId: string, region: string): Promise<Map<string, number>>;
}
