import type {
  DataSource,
  Total,
  UsageFeature,
  UsageStatistics,
  UsageStatisticType,
} from '@aws-sdk/client-guardduty';
import { isoMillis } from '../lib/clock.ts';

/** Days over which usage is summed up, today included; API reference of GetUsageStatistics. */
export const USAGE_DAYS = 30;

/** TOP_RESOURCES and TOP_ACCOUNTS_BY_FEATURE list this many; the same reference. */
export const USAGE_TOP_MAX = 50;

const DAY_MILLIS = 86_400_000;

/**
 * What a million events of a feature costs in US dollars: the first step of AWS's public price list
 * for us-east-1, as quoted in 2026. Later steps and other Regions have other prices, so that the
 * amounts are an estimate. Flow logs and DNS queries cost a dollar per gigabyte, which makes what
 * is here for lines of 120 and queries of 400 bytes; RDS is paid for by the size of instances.
 */
const DOLLARS_PER_MILLION_EVENTS: Readonly<Partial<Record<UsageFeature, number>>> = {
  CLOUD_TRAIL: 4,
  S3_DATA_EVENTS: 0.8,
  EKS_AUDIT_LOGS: 1.6,
  FLOW_LOGS: 0.12,
  LAMBDA_NETWORK_LOGS: 0.12,
  DNS_LOGS: 0.4,
};

const DATA_SOURCES: Readonly<Partial<Record<UsageFeature, DataSource>>> = {
  CLOUD_TRAIL: 'CLOUD_TRAIL',
  DNS_LOGS: 'DNS_LOGS',
  FLOW_LOGS: 'FLOW_LOGS',
  S3_DATA_EVENTS: 'S3_LOGS',
  EKS_AUDIT_LOGS: 'KUBERNETES_AUDIT_LOGS',
  EBS_MALWARE_PROTECTION: 'EC2_MALWARE_SCAN',
};

/** The features whose usage the older way of asking means. */
export function featuresOfDataSources(sources: readonly DataSource[]): string[] {
  return Object.entries(DATA_SOURCES)
    .filter(([, source]) => sources.includes(source))
    .map(([feature]) => feature);
}

/** `YYYY-MM-DD`, UTC. */
export function usageDay(now: number): string {
  return isoMillis(now).slice(0, 10);
}

export function firstUsageDay(now: number): string {
  return usageDay(now - (USAGE_DAYS - 1) * DAY_MILLIS);
}

/** What was looked at of one feature, on one day. */
export interface UsageCount {
  readonly feature: string;
  /** Empty text where it is not known or there is none. */
  readonly resource: string;
  readonly events: number;
}

/** Events under the keys that a statistic is by, for each feature since prices differ. */
export interface UsageSum {
  readonly keys: readonly string[];
  readonly feature: string;
  readonly events: number;
}

interface Priced {
  readonly key: string;
  readonly dollars: number;
}

/** The dearest first; ties ascend by key, so that pages do not shuffle. */
function priced(sums: readonly UsageSum[], keyOf: (sum: UsageSum) => string): Priced[] {
  const totals = new Map<string, number>();
  for (const sum of sums) {
    const price = DOLLARS_PER_MILLION_EVENTS[sum.feature as UsageFeature] ?? 0;
    const key = keyOf(sum);
    totals.set(key, (totals.get(key) ?? 0) + (sum.events * price) / 1e6);
  }
  return [...totals]
    .map(([key, dollars]) => ({ key, dollars }))
    .sort((a, b) => b.dollars - a.dollars || (a.key < b.key ? -1 : 1));
}

/** Amounts are texts. Small ones keep their digits: a test pushes ten events, not ten million. */
function totalOf({ dollars }: Priced): Total {
  const text = dollars.toFixed(8).replace(/0{1,6}$/, '');
  return { Amount: text, Unit: 'USD' };
}

/** Which list of the answer a statistic fills. */
export const USAGE_LISTS = {
  SUM_BY_ACCOUNT: 'SumByAccount',
  SUM_BY_DATA_SOURCE: 'SumByDataSource',
  SUM_BY_RESOURCE: 'SumByResource',
  TOP_RESOURCES: 'TopResources',
  SUM_BY_FEATURES: 'SumByFeature',
  TOP_ACCOUNTS_BY_FEATURE: 'TopAccountsByFeature',
} as const satisfies Record<UsageStatisticType, keyof UsageStatistics>;

/** One entry of such a list under a key of its own. */
export interface UsageEntry {
  readonly key: string;
  readonly value: object;
}

/** The entries of a statistic in order, TOP ones cut; `keys` of the sums are what it is by. */
export function usageEntries(type: UsageStatisticType, sums: readonly UsageSum[]): UsageEntry[] {
  const first = (sum: UsageSum) => sum.keys[0] ?? '';
  const entries = (
    all: readonly Priced[],
    entryOf: (key: string, total: Total) => object | undefined,
  ): UsageEntry[] =>
    all.flatMap((one) => {
      const value = entryOf(one.key, totalOf(one));
      return value === undefined ? [] : [{ key: one.key, value }];
    });
  switch (type) {
    case 'SUM_BY_ACCOUNT':
      return entries(priced(sums, first), (AccountId, Total) => ({ AccountId, Total }));
    case 'SUM_BY_FEATURES':
      return entries(priced(sums, featureOf), (Feature, Total) => ({ Feature, Total }));
    case 'SUM_BY_DATA_SOURCE':
      return entries(priced(sums, featureOf), (feature, Total) => {
        const DataSource = DATA_SOURCES[feature as UsageFeature];
        return DataSource && { DataSource, Total };
      });
    case 'TOP_ACCOUNTS_BY_FEATURE':
      return topAccounts(sums);
    default: {
      const known = sums.filter((sum) => first(sum) !== '');
      const all = entries(priced(known, first), (Resource, Total) => ({ Resource, Total }));
      return type === 'TOP_RESOURCES' ? all.slice(0, USAGE_TOP_MAX) : all;
    }
  }
}

function featureOf(sum: UsageSum): string {
  return sum.feature;
}

/** For each feature the accounts that use it most; the model leaves RDS_LOGIN_EVENTS out. */
function topAccounts(sums: readonly UsageSum[]): UsageEntry[] {
  const features = [...new Set(sums.map(featureOf))].sort();
  const shown = features.filter((feature) => feature !== 'RDS_LOGIN_EVENTS');
  return shown.map((Feature) => {
    const mine = sums.filter((sum) => sum.feature === Feature);
    const accounts = priced(mine, (sum) => sum.keys[0] ?? '').slice(0, USAGE_TOP_MAX);
    const Accounts = accounts.map((one) => ({ AccountId: one.key, Total: totalOf(one) }));
    return { key: Feature, value: { Feature, Accounts } };
  });
}
