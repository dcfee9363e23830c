import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dateOf, isoMillis } from '../../../lib/clock.ts';
import { ERROR_TEXTS } from '../errors.ts';
import {
  ADMINISTRATOR,
  MEMBER,
  OTHER,
  openPair,
  type Pair,
  putFinding,
  REGION,
  refusalOf,
  SAMPLE_TYPES,
  START,
} from '../testing.ts';

let pair: Pair;
let above: string;
let below: string;

beforeEach(async () => {
  pair = await openPair(true);
  above = pair.administratorDetector;
  below = pair.memberDetector;
});
afterEach(() => pair.store.close());

const idsOf = async (accountId: string, DetectorId: string, more = {}) =>
  (await pair.call(accountId, 'ListFindings', { DetectorId, ...more })).FindingIds ?? [];
const put = (accountId: string, more = {}) => putFinding(pair.store, { accountId, ...more });
const parameter = (name: string) =>
  `The request is rejected because the parameter ${name} has an invalid value.`;

describe('who sees which findings', () => {
  it('is the administrator for all, and each member for its own', async () => {
    const own = await put(ADMINISTRATOR);
    const theirs = await put(MEMBER);
    await put(OTHER);
    expect((await idsOf(ADMINISTRATOR, above)).sort()).toEqual([own, theirs].sort());
    expect(await idsOf(MEMBER, below)).toEqual([theirs]);
    const asked = { DetectorId: above, FindingIds: [theirs] };
    const { Findings } = await pair.call(ADMINISTRATOR, 'GetFindings', asked);
    expect(Findings?.[0]?.AccountId).toBe(MEMBER);
  });

  it('changes at once when a member is let go, and not when it is only stopped', async () => {
    const theirs = await put(MEMBER);
    const input = { DetectorId: above, AccountIds: [MEMBER] };
    await pair.call(ADMINISTRATOR, 'StopMonitoringMembers', input);
    expect(await idsOf(ADMINISTRATOR, above)).toEqual([theirs]);
    await pair.call(ADMINISTRATOR, 'DisassociateMembers', input);
    expect(await idsOf(ADMINISTRATOR, above)).toEqual([]);
    expect(await idsOf(MEMBER, below)).toEqual([theirs]);
  });

  it('does not reach into another Region', async () => {
    await put(MEMBER, { region: 'eu-west-1' });
    expect(await idsOf(ADMINISTRATOR, above)).toEqual([]);
  });
});

describe('ListFindings', () => {
  it('selects, sorts and pages', async () => {
    const low = await put(MEMBER, { severity: 2 });
    const high = await put(MEMBER, { severity: 8.5 });
    const medium = await put(MEMBER, { severity: 5 });
    const SortCriteria = { AttributeName: 'severity', OrderBy: 'DESC' as const };
    expect(await idsOf(MEMBER, below, { SortCriteria })).toEqual([high, medium, low]);
    const ascending = { SortCriteria: { AttributeName: 'severity' } };
    expect(await idsOf(MEMBER, below, ascending)).toEqual([low, medium, high]);
    const FindingCriteria = { Criterion: { severity: { Eq: ['8'] } } };
    expect(await idsOf(MEMBER, below, { FindingCriteria })).toEqual([high]);
    const input = { DetectorId: below, SortCriteria, MaxResults: 2 };
    const first = await pair.call(MEMBER, 'ListFindings', input);
    expect(first.FindingIds).toEqual([high, medium]);
    const next = { ...input, NextToken: first.NextToken };
    const second = await pair.call(MEMBER, 'ListFindings', next);
    expect(second).toEqual({ FindingIds: [low] });
  });

  it.each([
    ['findingCriteria', { FindingCriteria: { Criterion: { 'no.such.field': { Eq: ['x'] } } } }],
    ['findingCriteria', { FindingCriteria: { Criterion: { type: { Matches: ['x*'] } } } }],
    ['sortCriteria', { SortCriteria: { AttributeName: 'no.such.field' } }],
    ['nextToken', { NextToken: 'abc' }],
  ])('refuses a bad %s', async (name, more) => {
    expect((await refusalOf(idsOf(MEMBER, below, more))).message).toBe(parameter(name));
  });
});

describe('GetFindings', () => {
  it('answers in the order asked for, or sorted, and leaves out what it may not see', async () => {
    const low = await put(MEMBER, { severity: 2 });
    const high = await put(MEMBER, { severity: 8 });
    const foreign = await put(OTHER);
    const get = async (FindingIds: string[], more = {}) => {
      const answer = await pair.call(MEMBER, 'GetFindings', {
        DetectorId: below,
        FindingIds,
        ...more,
      });
      return answer.Findings?.map((finding) => finding.Id);
    };
    const unknown = 'a'.repeat(32);
    expect(await get([high, foreign, low, unknown, high])).toEqual([high, low]);
    const SortCriteria = { AttributeName: 'severity', OrderBy: 'ASC' as const };
    expect(await get([high, foreign, low], { SortCriteria })).toEqual([low, high]);
    expect(await get([])).toEqual([]);
    expect(await get([], { SortCriteria })).toEqual([]);
    const bad = get([high], { SortCriteria: { AttributeName: 'nothing' } });
    expect((await refusalOf(bad)).message).toBe(parameter('sortCriteria'));
  });
});

describe('ArchiveFindings and UnarchiveFindings', () => {
  const archived = async (id: string) => {
    const [finding] = await pair.store.findings.get([MEMBER, OTHER], REGION, [id]);
    return finding?.Service?.Archived;
  };

  it('are the administrator’s to call, also for findings of its members', async () => {
    const id = await put(MEMBER);
    const input = { DetectorId: above, FindingIds: [id, id] };
    expect(await pair.call(ADMINISTRATOR, 'ArchiveFindings', input)).toEqual({});
    expect(await archived(id)).toBe(true);
    expect(await pair.call(ADMINISTRATOR, 'UnarchiveFindings', input)).toEqual({});
    expect(await archived(id)).toBe(false);
    const none = { DetectorId: above, FindingIds: [] };
    expect(await pair.call(ADMINISTRATOR, 'ArchiveFindings', none)).toEqual({});
  });

  it.each(['ArchiveFindings', 'UnarchiveFindings'] as const)(
    '%s refuses a member',
    async (name) => {
      const id = await put(MEMBER);
      const input = { DetectorId: below, FindingIds: [id] };
      expect(await refusalOf(pair.call(MEMBER, name, input))).toEqual({
        code: 'BadRequestException',
        status: 400,
        message: ERROR_TEXTS.notAuthorized,
        type: 'AccessDeniedException',
      });
      expect(await archived(id)).toBe(false);
    },
  );

  it('refuse the whole request for one id that is not the caller’s', async () => {
    const own = await put(MEMBER);
    const foreign = await put(OTHER);
    const input = { DetectorId: above, FindingIds: [own, foreign] };
    const call = pair.call(ADMINISTRATOR, 'ArchiveFindings', input);
    expect((await refusalOf(call)).message).toBe(ERROR_TEXTS.invalidInput);
    expect([await archived(own), await archived(foreign)]).toEqual([false, false]);
  });
});

describe('UpdateFindingsFeedback', () => {
  it.each(['USEFUL', 'NOT_USEFUL'] as const)('stores %s', async (Feedback) => {
    const id = await put(MEMBER);
    const input = { DetectorId: below, FindingIds: [id], Feedback };
    expect(await pair.call(MEMBER, 'UpdateFindingsFeedback', input)).toEqual({});
    const [finding] = await pair.store.findings.get([MEMBER], REGION, [id]);
    expect(finding?.Service?.UserFeedback).toBe(Feedback);
  });

  it('refuses findings of others', async () => {
    const id = await put(ADMINISTRATOR);
    const input = { DetectorId: below, FindingIds: [id], Feedback: 'USEFUL' as const };
    const refusal = await refusalOf(pair.call(MEMBER, 'UpdateFindingsFeedback', input));
    expect(refusal.message).toBe(ERROR_TEXTS.invalidInput);
  });
});

describe('GetFindingsStatistics', () => {
  const statistics = async (more: object) =>
    (await pair.call(ADMINISTRATOR, 'GetFindingsStatistics', { DetectorId: above, ...more }))
      .FindingStatistics;
  const LastGeneratedAt = dateOf(START);

  beforeEach(async () => {
    await put(ADMINISTRATOR, { severity: 2 });
    await put(MEMBER, { severity: 2 });
    await put(MEMBER, { severity: 8.5, type: 'Stealth:IAMUser/CloudTrailLoggingDisabled' });
    await put(OTHER);
  });

  it('counts by severity', async () => {
    const FindingStatisticTypes = ['COUNT_BY_SEVERITY'];
    expect(await statistics({ FindingStatisticTypes })).toEqual({
      CountBySeverity: { '2.0': 2, '8.5': 1 },
    });
    const FindingCriteria = { Criterion: { accountId: { Equals: [ADMINISTRATOR] } } };
    expect(await statistics({ FindingStatisticTypes, FindingCriteria })).toEqual({
      CountBySeverity: { '2.0': 1 },
    });
  });

  it('groups in five ways', async () => {
    const portscan = { FindingType: 'Recon:EC2/Portscan', TotalFindings: 2, LastGeneratedAt };
    expect(await statistics({ GroupBy: 'ACCOUNT' })).toEqual({
      GroupedByAccount: [
        { AccountId: MEMBER, TotalFindings: 2, LastGeneratedAt },
        { AccountId: ADMINISTRATOR, TotalFindings: 1, LastGeneratedAt },
      ],
    });
    expect(await statistics({ GroupBy: 'FINDING_TYPE', MaxResults: 1 })).toEqual({
      GroupedByFindingType: [portscan],
    });
    expect(
      (await statistics({ GroupBy: 'FINDING_TYPE', OrderBy: 'ASC' }))?.GroupedByFindingType?.[1],
    ).toEqual(portscan);
    expect(await statistics({ GroupBy: 'SEVERITY' })).toEqual({
      GroupedBySeverity: [
        { Severity: 2, TotalFindings: 2, LastGeneratedAt },
        { Severity: 8.5, TotalFindings: 1, LastGeneratedAt },
      ],
    });
    const day = dateOf(START - (START % 86_400_000));
    expect((await statistics({ GroupBy: 'DATE' }))?.GroupedByDate?.[0]).toEqual({
      Date: day,
      Severity: 2,
      TotalFindings: 2,
      LastGeneratedAt,
    });
    const resources = (await statistics({ GroupBy: 'RESOURCE' }))?.GroupedByResource;
    expect(resources?.[0]).toEqual({
      AccountId: MEMBER,
      ResourceId: 'i-99999999',
      ResourceType: 'Instance',
      TotalFindings: 2,
      LastGeneratedAt,
    });
  });

  it.each([
    ['neither of the two', {}],
    ['an empty list of types', { FindingStatisticTypes: [] }],
    ['both', { FindingStatisticTypes: ['COUNT_BY_SEVERITY'], GroupBy: 'ACCOUNT' }],
    ['an order without groups', { FindingStatisticTypes: ['COUNT_BY_SEVERITY'], OrderBy: 'ASC' }],
    ['a size without groups', { FindingStatisticTypes: ['COUNT_BY_SEVERITY'], MaxResults: 5 }],
  ])('refuses %s', async (_what, more) => {
    expect((await refusalOf(statistics(more))).message).toBe(ERROR_TEXTS.invalidInput);
  });
});

describe('CreateSampleFindings', () => {
  const make = (FindingTypes?: string[]) =>
    pair.call(ADMINISTRATOR, 'CreateSampleFindings', { DetectorId: above, FindingTypes });

  it('makes one of every type for the caller alone, and counts a second time', async () => {
    expect(await make()).toEqual({});
    expect(await idsOf(MEMBER, below)).toEqual([]);
    const ids = await idsOf(ADMINISTRATOR, above);
    expect(ids.length).toBe(SAMPLE_TYPES.length);
    pair.clock.advance(1000);
    await make([SAMPLE_TYPES[0] ?? '', SAMPLE_TYPES[0] ?? '']);
    expect((await idsOf(ADMINISTRATOR, above)).sort()).toEqual(ids.sort());
    const findings = await pair.store.findings.get([ADMINISTRATOR], REGION, ids);
    const again = findings.find((finding) => finding.Type === SAMPLE_TYPES[0]);
    expect(again?.Arn).toContain(`detector/${above}/finding/`);
    expect(again?.Service?.Count).toBe(2);
    expect([again?.CreatedAt, again?.UpdatedAt]).toEqual([
      isoMillis(START),
      isoMillis(START + 1000),
    ]);
    expect(findings.find((finding) => finding.Type === SAMPLE_TYPES[1])?.Service?.Count).toBe(1);
  });

  it('refuses a type that does not exist, and makes none of the others', async () => {
    const refusal = await refusalOf(make([SAMPLE_TYPES[0] ?? '', 'No:Such/Type']));
    expect(refusal.message).toBe(ERROR_TEXTS.invalidFindingType);
    expect(await idsOf(ADMINISTRATOR, above)).toEqual([]);
  });
});
