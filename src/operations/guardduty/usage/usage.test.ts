import { describe, expect, it } from 'vitest';
import { ERROR_TEXTS } from '../errors.ts';
import {
  ADMINISTRATOR,
  enable,
  type InputOf,
  MEMBER,
  OTHER,
  openPair,
  type Pair,
  REGION,
  refusalOf,
} from '../testing.ts';

const DAY = 86_400_000;

/** An administrator and its member, both with usage, and a stranger with much more. */
async function used(): Promise<Pair> {
  const pair = await openPair(true);
  const { usage } = pair.store;
  const trail = (events: number) => ({ feature: 'CLOUD_TRAIL', resource: '', events });
  const bucket = (resource: string, events: number) => {
    return { feature: 'S3_DATA_EVENTS', resource, events };
  };
  await usage.add(ADMINISTRATOR, REGION, '2026-11-23', [trail(500_000), bucket('a', 1_000_000)]);
  await usage.add(MEMBER, REGION, '2026-11-22', [trail(1_000_000), bucket('b', 5_000_000)]);
  await usage.add(MEMBER, REGION, '2026-10-25', [bucket('b', 5_000_000), bucket('', 1_000)]);
  await usage.add(MEMBER, REGION, '2026-10-24', [trail(1_000_000_000)]);
  await usage.add(MEMBER, 'eu-west-1', '2026-11-23', [trail(1_000_000_000)]);
  await usage.add(OTHER, REGION, '2026-11-23', [trail(1_000_000_000), bucket('theirs', 1e9)]);
  return pair;
}

type Type = InputOf<'GetUsageStatistics'>['UsageStatisticType'];
type Criteria = InputOf<'GetUsageStatistics'>['UsageCriteria'];

async function usage(pair: Pair, UsageStatisticType: Type, UsageCriteria: Criteria = {}) {
  const { call, administratorDetector: DetectorId } = pair;
  const asks = { DetectorId, UsageStatisticType, UsageCriteria };
  return (await call(ADMINISTRATOR, 'GetUsageStatistics', asks)).UsageStatistics;
}

const dollars = (Amount: string) => ({ Amount, Unit: 'USD' });

describe('GetUsageStatistics', () => {
  it('sums up 30 days of the caller and its members, the dearest first', async () => {
    const pair = await used();
    expect(await usage(pair, 'SUM_BY_ACCOUNT')).toEqual({
      SumByAccount: [
        { AccountId: MEMBER, Total: dollars('12.0008') },
        { AccountId: ADMINISTRATOR, Total: dollars('2.80') },
      ],
    });
    expect(await usage(pair, 'SUM_BY_FEATURES')).toEqual({
      SumByFeature: [
        { Feature: 'S3_DATA_EVENTS', Total: dollars('8.8008') },
        { Feature: 'CLOUD_TRAIL', Total: dollars('6.00') },
      ],
    });
    expect(await usage(pair, 'SUM_BY_DATA_SOURCE')).toEqual({
      SumByDataSource: [
        { DataSource: 'S3_LOGS', Total: dollars('8.8008') },
        { DataSource: 'CLOUD_TRAIL', Total: dollars('6.00') },
      ],
    });
    const resources = [
      { Resource: 'b', Total: dollars('8.00') },
      { Resource: 'a', Total: dollars('0.80') },
    ];
    expect(await usage(pair, 'SUM_BY_RESOURCE')).toEqual({ SumByResource: resources });
    expect(await usage(pair, 'TOP_RESOURCES')).toEqual({ TopResources: resources });
    expect(await usage(pair, 'TOP_ACCOUNTS_BY_FEATURE')).toEqual({
      TopAccountsByFeature: [
        {
          Feature: 'CLOUD_TRAIL',
          Accounts: [
            { AccountId: MEMBER, Total: dollars('4.00') },
            { AccountId: ADMINISTRATOR, Total: dollars('2.00') },
          ],
        },
        {
          Feature: 'S3_DATA_EVENTS',
          Accounts: [
            { AccountId: MEMBER, Total: dollars('8.0008') },
            { AccountId: ADMINISTRATOR, Total: dollars('0.80') },
          ],
        },
      ],
    });
  });

  it('keeps to the criteria, and to what the caller sees', async () => {
    const pair = await used();
    const sum = async (criteria: Criteria) => {
      const { SumByAccount = [] } = (await usage(pair, 'SUM_BY_ACCOUNT', criteria)) ?? {};
      return SumByAccount.map(({ AccountId, Total }) => [AccountId, Total?.Amount]);
    };
    expect(await sum({ AccountIds: [OTHER] })).toEqual([]);
    expect(await sum({ AccountIds: [OTHER, ADMINISTRATOR] })).toEqual([[ADMINISTRATOR, '2.80']]);
    expect(await sum({ Features: ['CLOUD_TRAIL'] })).toEqual([
      [MEMBER, '4.00'],
      [ADMINISTRATOR, '2.00'],
    ]);
    expect(await sum({ DataSources: ['S3_LOGS'], AccountIds: [ADMINISTRATOR] })).toEqual([
      [ADMINISTRATOR, '0.80'],
    ]);
    expect(await sum({ DataSources: ['S3_LOGS'], Features: ['CLOUD_TRAIL'] })).toEqual([]);
    expect(await sum({ Resources: ['b', 'theirs'] })).toEqual([[MEMBER, '8.00']]);
  });

  it('shows a member its own', async () => {
    const { call, memberDetector: DetectorId } = await used();
    const asks = { DetectorId, UsageStatisticType: 'SUM_BY_ACCOUNT', UsageCriteria: {} } as const;
    const { UsageStatistics } = await call(MEMBER, 'GetUsageStatistics', asks);
    expect(UsageStatistics?.SumByAccount?.map((one) => one.AccountId)).toEqual([MEMBER]);
  });

  it('gives pages', async () => {
    const { call, administratorDetector: DetectorId } = await used();
    const asks = {
      DetectorId,
      UsageStatisticType: 'SUM_BY_ACCOUNT',
      UsageCriteria: {},
      MaxResults: 1,
    } as const;
    const first = await call(ADMINISTRATOR, 'GetUsageStatistics', asks);
    const { NextToken } = first;
    const second = await call(ADMINISTRATOR, 'GetUsageStatistics', { ...asks, NextToken });
    const ids = [first, second].flatMap(
      ({ UsageStatistics }) => UsageStatistics?.SumByAccount?.map((one) => one.AccountId) ?? [],
    );
    expect(ids).toEqual([MEMBER, ADMINISTRATOR]);
    expect(second.NextToken).toBeUndefined();
  });

  it('knows dollars only', async () => {
    const { call, administratorDetector: DetectorId } = await used();
    const asks = { DetectorId, UsageStatisticType: 'SUM_BY_ACCOUNT', UsageCriteria: {} } as const;
    const inEuros = call(ADMINISTRATOR, 'GetUsageStatistics', { ...asks, Unit: 'EUR' });
    expect((await refusalOf(inEuros)).message).toBe(ERROR_TEXTS.invalidInput);
  });
});

describe('GetRemainingFreeTrialDays', () => {
  async function left(pair: Pair, accountId = MEMBER, caller = ADMINISTRATOR) {
    const { call, administratorDetector, memberDetector } = pair;
    const DetectorId = caller === ADMINISTRATOR ? administratorDetector : memberDetector;
    const AccountIds = [accountId];
    return call(caller, 'GetRemainingFreeTrialDays', { DetectorId, AccountIds });
  }
  const daysOf = async (pair: Pair, name: string) => {
    const { Accounts } = await left(pair);
    return Accounts?.[0]?.Features?.find((one) => one.Name === name)?.FreeTrialDaysRemaining;
  };

  it('counts down from the first time that a feature is on', async () => {
    const pair = await openPair(true);
    expect(await daysOf(pair, 'CLOUD_TRAIL')).toBe(30);
    expect(await daysOf(pair, 'EC2_RUNTIME_MONITORING')).toBeUndefined();
    pair.clock.advance(10 * DAY);
    await pair.call(ADMINISTRATOR, 'UpdateMemberDetectors', {
      DetectorId: pair.administratorDetector,
      AccountIds: [MEMBER],
      Features: [{ Name: 'RUNTIME_MONITORING', Status: 'ENABLED' }],
    });
    expect(await daysOf(pair, 'CLOUD_TRAIL')).toBe(20);
    expect(await daysOf(pair, 'EC2_RUNTIME_MONITORING')).toBe(30);
    const { Accounts } = await left(pair);
    expect(Accounts?.[0]).toMatchObject({
      AccountId: MEMBER,
      DataSources: {
        CloudTrail: { FreeTrialDaysRemaining: 20 },
        Kubernetes: { AuditLogs: { FreeTrialDaysRemaining: 20 } },
      },
    });
    pair.clock.advance(25 * DAY);
    expect(await daysOf(pair, 'CLOUD_TRAIL')).toBe(0);
    expect(await daysOf(pair, 'FARGATE_RUNTIME_MONITORING')).toBe(5);
  });

  it('begins no second time, whatever becomes of the detector', async () => {
    const pair = await openPair(true);
    const { call, memberDetector: DetectorId } = pair;
    await call(MEMBER, 'DisassociateFromAdministratorAccount', { DetectorId });
    await call(MEMBER, 'DeleteDetector', { DetectorId });
    pair.clock.advance(10 * DAY);
    const again = await enable(call, MEMBER);
    const asks = { DetectorId: again, AccountIds: [MEMBER] };
    const { Accounts } = await call(MEMBER, 'GetRemainingFreeTrialDays', asks);
    const named = Accounts?.[0]?.Features?.find((one) => one.Name === 'S3_DATA_EVENTS');
    expect(named?.FreeTrialDaysRemaining).toBe(20);
  });

  it('is told of the caller and its members only', async () => {
    const pair = await openPair(true);
    expect((await left(pair, ADMINISTRATOR)).Accounts).toHaveLength(1);
    for (const [accountId, caller] of [
      [OTHER, ADMINISTRATOR],
      [ADMINISTRATOR, MEMBER],
    ] as const) {
      expect(await left(pair, accountId, caller)).toEqual({
        Accounts: [],
        UnprocessedAccounts: [{ AccountId: accountId, Result: ERROR_TEXTS.notAssociated }],
      });
    }
  });
});
