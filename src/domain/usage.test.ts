import { describe, expect, it } from 'vitest';
import { featuresOfDataSources, firstUsageDay, usageDay, usageEntries } from './usage.ts';

it('counts days in UTC, 30 of them', () => {
  const now = Date.UTC(2026, 10, 23, 23, 59);
  expect(usageDay(now)).toBe('2026-11-23');
  expect(firstUsageDay(now)).toBe('2026-10-25');
});

it('knows which features the older data sources mean', () => {
  expect(featuresOfDataSources(['S3_LOGS', 'KUBERNETES_AUDIT_LOGS'])).toEqual([
    'S3_DATA_EVENTS',
    'EKS_AUDIT_LOGS',
  ]);
});

describe('usageEntries', () => {
  const sum = (key: string, events: number, feature = 'CLOUD_TRAIL') => {
    return { keys: [key], feature, events };
  };

  it.each([
    [1, '0.000004'],
    [10_000, '0.04'],
    [250_000, '1.00'],
    [1_234_567, '4.938268'],
  ])('prices %s events at %s dollars', (events, Amount) => {
    const [entry] = usageEntries('SUM_BY_ACCOUNT', [sum('1', events)]);
    expect(entry?.value).toEqual({ AccountId: '1', Total: { Amount, Unit: 'USD' } });
  });

  it('orders by amount and then by key, and cuts what is a top list', () => {
    const many = Array.from({ length: 60 }, (_, n) => sum(String(n).padStart(2, '0'), 5));
    const keys = usageEntries('TOP_RESOURCES', [...many, sum('z', 6)]).map((entry) => entry.key);
    expect(keys).toHaveLength(50);
    expect(keys.slice(0, 3)).toEqual(['z', '00', '01']);
    expect(usageEntries('SUM_BY_RESOURCE', many)).toHaveLength(60);
    const [top] = usageEntries('TOP_ACCOUNTS_BY_FEATURE', many);
    expect(top?.value).toMatchObject({ Accounts: { length: 50 } });
  });

  it('leaves out usage of no resource, and features that have no data source', () => {
    expect(usageEntries('SUM_BY_RESOURCE', [sum('', 5)])).toEqual([]);
    expect(usageEntries('SUM_BY_DATA_SOURCE', [sum('x', 5, 'RDS_LOGIN_EVENTS')])).toEqual([]);
    expect(usageEntries('TOP_ACCOUNTS_BY_FEATURE', [sum('x', 5, 'RDS_LOGIN_EVENTS')])).toEqual([]);
  });
});
