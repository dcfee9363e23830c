import { beforeEach, expect, it } from 'vitest';
import { isoMillis } from '../../lib/clock.ts';
import type { FindingGroupBy, Store } from '../store.ts';
import { ACCOUNTS, makeFinding } from '../testing.ts';

const [FIRST, SECOND] = ACCOUNTS;
const DAY_ONE = Date.UTC(2026, 0, 1, 23, 59, 59, 999);
const DAY_TWO = Date.UTC(2026, 0, 2);
const all = { accountIds: [FIRST, SECOND], region: 'us-east-1' };

const bucket = (Name: string) => ({ ResourceType: 'S3Bucket', S3BucketDetails: [{ Name }] });

export function statisticsConformance(store: () => Store): void {
  beforeEach(async () => {
    const findings = [
      makeFinding('a', { Severity: 2, UpdatedAt: isoMillis(DAY_ONE), Resource: bucket('b1') }),
      makeFinding('b', { Severity: 8.5, UpdatedAt: isoMillis(DAY_TWO), Resource: bucket('b1') }),
      makeFinding('c', { Severity: 2, UpdatedAt: isoMillis(DAY_TWO), Resource: bucket('b2') }),
      makeFinding('d', {
        Severity: 2,
        UpdatedAt: isoMillis(DAY_TWO),
        Type: 'Policy:S3/BucketAnonymousAccessGranted',
        Resource: bucket('b1'),
        AccountId: SECOND,
      }),
      makeFinding('e', { Region: 'eu-west-1' }),
      makeFinding('f', { AccountId: '999999999999' }),
    ];
    for (const finding of findings) {
      await store().findings.put({ finding, key: finding.Id ?? '', sample: false });
    }
  });

  const groups = async (by: FindingGroupBy, descending = true, limit = 10) =>
    await store().findings.groups(all, by, { limit, descending });

  it('counts by severity', async () => {
    const { findings } = store();
    expect(await findings.countBySeverity(all)).toEqual({ '2.0': 3, '8.5': 1 });
    const criteria = { severity: { greaterThan: 5 } };
    expect(await findings.countBySeverity({ ...all, criteria })).toEqual({ '8.5': 1 });
    expect(await findings.countBySeverity({ ...all, accountIds: [] })).toEqual({});
  });

  it('groups by account, the most first', async () => {
    expect(await groups('ACCOUNT')).toEqual([
      { key: FIRST, total: 3, lastGeneratedAt: isoMillis(DAY_TWO), severity: 8.5 },
      { key: SECOND, total: 1, lastGeneratedAt: isoMillis(DAY_TWO), severity: 2 },
    ]);
    expect((await groups('ACCOUNT', false)).map(({ key }) => key)).toEqual([SECOND, FIRST]);
    expect((await groups('ACCOUNT', true, 1)).map(({ key }) => key)).toEqual([FIRST]);
  });

  it('groups by day and severity', async () => {
    expect(await groups('DATE')).toEqual([
      { key: '2026-01-02', total: 2, lastGeneratedAt: isoMillis(DAY_TWO), severity: 2 },
      { key: '2026-01-01', total: 1, lastGeneratedAt: isoMillis(DAY_ONE), severity: 2 },
      { key: '2026-01-02', total: 1, lastGeneratedAt: isoMillis(DAY_TWO), severity: 8.5 },
    ]);
  });

  it('groups by finding type and by severity', async () => {
    expect((await groups('FINDING_TYPE')).map(({ key, total }) => [key, total])).toEqual([
      ['Stealth:IAMUser/CloudTrailLoggingDisabled', 3],
      ['Policy:S3/BucketAnonymousAccessGranted', 1],
    ]);
    expect((await groups('SEVERITY')).map(({ key, severity }) => [key, severity])).toEqual([
      ['2.0', 2],
      ['8.5', 8.5],
    ]);
  });

  it('groups by resource, each of its account', async () => {
    const found = await groups('RESOURCE');
    expect(found.map(({ key, total, accountId }) => [key, total, accountId])).toEqual([
      ['b1', 2, FIRST],
      ['b1', 1, SECOND],
      ['b2', 1, FIRST],
    ]);
    expect(found[0]?.resourceType).toBe('S3Bucket');
  });
}
