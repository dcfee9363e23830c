import type { ListCustomDetectionRulesCommandInput } from '@aws-sdk/client-guardduty';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dateOf } from '../../../lib/clock.ts';
import { TAGS_PER_RESOURCE_MAX } from '../../../limits.ts';
import { ERROR_TEXTS } from '../errors.ts';
import { openAdministered } from '../organization/testing.ts';
import {
  ADMINISTRATOR,
  enable,
  type Harness,
  MEMBER,
  OTHER,
  openHarness,
  openPair,
  REGION,
  refusalOf,
  START,
} from '../testing.ts';

const RULE = 'vpc-flow-logs-deleted';
const SECOND_RULE = 'admin-policy-attached-to-role';
const ARN_START = `arn:aws:guardduty:${REGION}:${MEMBER}:custom-detection-rule`;
const FOURTEEN_DAYS = 14 * 86_400_000;

let harness: Harness;

beforeEach(async () => {
  harness = await openHarness();
  await enable(harness.call, MEMBER);
});
afterEach(() => harness.store.close());

const codeOf = async (work: Promise<unknown>) => {
  const { code, status, message } = await refusalOf(work);
  return [code, status, message];
};
const INVALID = ['BadRequestException', 400, ERROR_TEXTS.invalidInput];
const NOT_FOUND = ['ResourceNotFoundException', 404, ERROR_TEXTS.noSuchResource];
const CONFLICT = ['ConflictException', 409, ERROR_TEXTS.invalidInput];
const DENIED = ['AccessDeniedException', 403, ERROR_TEXTS.notAuthorized];

const create = async (more: object = {}, accountId = MEMBER) =>
  (
    await harness.call(accountId, 'CreateCustomDetectionRuleAssociation', {
      RuleId: RULE,
      Mode: 'LIVE',
      ...more,
    })
  ).RuleAssociation;
const get = (AssociationId = '', RuleId = RULE) =>
  harness.call(MEMBER, 'GetCustomDetectionRuleAssociation', { RuleId, AssociationId });
const listed = async (input: object = {}, accountId = MEMBER) =>
  (
    await harness.call(accountId, 'ListCustomDetectionRuleAssociations', input)
  ).RuleAssociations?.map((one) => `${one.RuleId} ${one.Mode}`);

describe('rules', () => {
  const list = (input: Partial<ListCustomDetectionRulesCommandInput> = {}) =>
    harness.call(MEMBER, 'ListCustomDetectionRules', input);

  it('are listed page by page, without their conditions', async () => {
    const first = await list({ MaxResults: 34 });
    expect(first.Rules?.length).toBe(34);
    const { Rules = [], ...rest } = await list({ NextToken: first.NextToken });
    expect([Rules.length, rest]).toEqual([1, {}]);
    expect(Rules[0]).toEqual({
      RuleId: RULE,
      Arn: `arn:aws:guardduty:${REGION}:aws:custom-detection-rule/${RULE}`,
      Name: 'VPCFlowLogsDeleted',
      Description: 'Flow logs of a VPC were deleted.',
      Severity: 'HIGH',
      DataSource: 'CloudTrailManagementEvent',
      Tactic: 'Defense Impairment',
      Technique: 'T1685.002 - Disable or Modify Tools: Disable or Modify Cloud Log',
      Service: 'ec2',
      Language: 'SQL',
      Schema: 'CloudTrail',
      CreatedAt: dateOf(Date.UTC(2026, 8, 1)),
    });
  });

  it('are shown one by one with their condition', async () => {
    const { Rule } = await harness.call(MEMBER, 'GetCustomDetectionRule', { RuleId: RULE });
    expect(Rule?.Definition?.Expression).toContain("eventName = 'DeleteFlowLogs'");
    const absent = harness.call(MEMBER, 'GetCustomDetectionRule', { RuleId: 'absent' });
    expect(await codeOf(absent)).toEqual(NOT_FOUND);
    const bad = harness.call(MEMBER, 'GetCustomDetectionRule', { RuleId: 'No_Id' });
    expect(await codeOf(bad)).toEqual(INVALID);
  });

  it('are filtered', async () => {
    const Filters = [{ Name: 'severity' as const, Values: ['LOW'] }];
    expect((await list({ Filters })).Rules?.length).toBe(3);
  });

  it.each([
    ['a field that rules lack', [{ Name: 'mode', Values: ['a'] }]],
    ['no value', [{ Name: 'name', Values: [] }]],
    ['51 values', [{ Name: 'name', Values: Array.from({ length: 51 }, () => 'a') }]],
    ['a value with a sign', [{ Name: 'name', Values: ['a;'] }]],
    ['another comparison', [{ Name: 'name', Values: ['a'], Condition: 'MATCHES' }]],
    ['101 filters', Array.from({ length: 101 }, () => ({ Name: 'name', Values: ['a'] }))],
  ])('are not filtered by %s', async (_what, filters) => {
    const Filters = filters as unknown as ListCustomDetectionRulesCommandInput['Filters'];
    expect(await codeOf(list({ Filters }))).toEqual(INVALID);
  });

  it.each([0, 101, 1.5])('do not come %d at a time', async (MaxResults) => {
    expect(await codeOf(list({ MaxResults }))).toEqual([
      'BadRequestException',
      400,
      ERROR_TEXTS.maxResultsOutOfBounds,
    ]);
  });
});

describe('associations', () => {
  it('switch a rule on, and say so wherever it is asked for', async () => {
    const made = await create({ Tags: { team: 'red' } });
    const AssociationId = made?.AssociationId ?? '';
    expect(made).toEqual({
      AssociationId,
      Arn: `${ARN_START}/${RULE}/association/${AssociationId}`,
      RuleId: RULE,
      AccountId: MEMBER,
      Mode: 'LIVE',
      CreatedAt: dateOf(START),
      UpdatedAt: dateOf(START),
    });
    expect(await get(AssociationId)).toEqual({ RuleAssociation: made, Tags: { team: 'red' } });
    await create({ RuleId: SECOND_RULE, Mode: 'DRY_RUN' });
    expect(await listed()).toEqual([`${SECOND_RULE} DRY_RUN`, `${RULE} LIVE`]);
    expect(await listed({ Mode: 'LIVE' })).toEqual([`${RULE} LIVE`]);
    expect(await listed({ RuleId: SECOND_RULE })).toEqual([`${SECOND_RULE} DRY_RUN`]);
    expect(await listed({ RuleId: 'absent' })).toEqual([]);
    expect(await listed({}, OTHER)).toEqual([]);
    const { NextToken } = await harness.call(MEMBER, 'ListCustomDetectionRuleAssociations', {
      MaxResults: 1,
    });
    expect(await listed({ NextToken })).toEqual([`${RULE} LIVE`]);
  });

  it('are one for a rule: 409 for a second, the same for a retry', async () => {
    const first = await create({ ClientToken: 'token' });
    expect(await create({ ClientToken: 'token' })).toEqual(first);
    expect(await codeOf(create({ ClientToken: 'other' }))).toEqual(CONFLICT);
    expect(await codeOf(create({ ClientToken: '' }))).toEqual(CONFLICT);
  });

  it('of a dry run are over after 14 days, as if they had never been', async () => {
    const made = await create({ Mode: 'DRY_RUN' });
    expect(made?.ExpiresAt).toEqual(dateOf(START + FOURTEEN_DAYS));
    harness.clock.advance(FOURTEEN_DAYS - 1);
    expect(await listed()).toEqual([`${RULE} DRY_RUN`]);
    harness.clock.advance(1);
    expect(await listed()).toEqual([]);
    expect(await codeOf(get(made?.AssociationId))).toEqual(NOT_FOUND);
    const again = await create({ Mode: 'DRY_RUN' });
    expect(again?.AssociationId).not.toBe(made?.AssociationId);
  });

  it('change their mode, where they are there', async () => {
    const { AssociationId = '' } = (await create({ Mode: 'DRY_RUN' })) ?? {};
    const update = (Mode: string, more: object = {}) =>
      harness.call(MEMBER, 'UpdateCustomDetectionRuleAssociation', {
        RuleId: RULE,
        AssociationId,
        Mode: Mode as 'LIVE',
        ...more,
      });
    harness.clock.advance(1000);
    await update('DRY_RUN');
    const same = (await get(AssociationId)).RuleAssociation;
    expect(same?.ExpiresAt).toEqual(dateOf(START + FOURTEEN_DAYS));
    await update('LIVE');
    const live = (await get(AssociationId)).RuleAssociation;
    expect([live?.Mode, live?.UpdatedAt, live?.ExpiresAt]).toEqual([
      'LIVE',
      dateOf(START + 1000),
      undefined,
    ]);
    expect(await codeOf(update('OFF'))).toEqual(INVALID);
    expect(await codeOf(update('LIVE', { AssociationId: 'absent' }))).toEqual(NOT_FOUND);
    expect(await codeOf(update('LIVE', { RuleId: SECOND_RULE }))).toEqual(NOT_FOUND);
  });

  it('end, and may be ended twice', async () => {
    const { AssociationId = '' } = (await create()) ?? {};
    const end = (more: object = {}) =>
      harness.call(MEMBER, 'DeleteCustomDetectionRuleAssociation', {
        RuleId: RULE,
        AssociationId,
        ...more,
      });
    expect(await end({ AssociationId: 'other' })).toEqual({});
    expect((await listed())?.length).toBe(1);
    expect(await end()).toEqual({});
    expect(await end()).toEqual({});
    expect(await listed()).toEqual([]);
    expect(await codeOf(end({ RuleId: 'absent' }))).toEqual(NOT_FOUND);
    expect(await codeOf(end({ AssociationId: 'a b' }))).toEqual(INVALID);
  });

  const many = Object.fromEntries(
    Array.from({ length: TAGS_PER_RESOURCE_MAX + 1 }, (_, i) => [`k${i}`, '']),
  );
  it.each([
    ['another mode', { Mode: 'ON' }, INVALID],
    ['a rule that is not there', { RuleId: 'absent' }, NOT_FOUND],
    ['a long token', { ClientToken: 'a'.repeat(65) }, INVALID],
    ['a tag of AWS', { Tags: { 'aws:a': 'b' } }, INVALID],
    ['a long tag', { Tags: { a: 'b'.repeat(257) } }, INVALID],
    ['many tags', { Tags: many }, INVALID],
  ])('are refused with %s', async (_what, more, refusal) => {
    expect(await codeOf(create(more))).toEqual(refusal);
    expect(await listed()).toEqual([]);
  });

  it('need a detector, and end with it', async () => {
    const text = ERROR_TEXTS.noDetector;
    expect(await codeOf(create({}, OTHER))).toEqual(['BadRequestException', 400, text]);
    const DetectorId = await enable(harness.call, OTHER);
    await create({}, OTHER);
    await harness.call(OTHER, 'DeleteDetector', { DetectorId });
    await enable(harness.call, OTHER);
    expect(await listed({}, OTHER)).toEqual([]);
  });

  it('are the own matter of a member by invitation', async () => {
    const pair = await openPair(true);
    const input = { RuleId: RULE, Mode: 'LIVE' as const };
    const made = await pair.call(MEMBER, 'CreateCustomDetectionRuleAssociation', input);
    expect(made.RuleAssociation?.AccountId).toBe(MEMBER);
    const theirs = await pair.call(ADMINISTRATOR, 'ListCustomDetectionRuleAssociations', {});
    expect(theirs.RuleAssociations).toEqual([]);
    await pair.store.close();
  });
});

describe('a member of an organisation', () => {
  it('may look at its associations and not touch them', async () => {
    const organization = await openAdministered();
    const { call } = organization;
    await organization.create(MEMBER);
    const input = { RuleId: RULE, Mode: 'LIVE' as const };
    await call(ADMINISTRATOR, 'CreateCustomDetectionRuleOrgConfiguration', input);
    const { RuleAssociations = [] } = await call(MEMBER, 'ListCustomDetectionRuleAssociations', {});
    const { AssociationId = '' } = RuleAssociations[0] ?? {};
    const place = { RuleId: RULE, AssociationId };
    const shown = await call(MEMBER, 'GetCustomDetectionRuleAssociation', place);
    expect(shown.RuleAssociation?.AccountId).toBe(MEMBER);
    for (const work of [
      call(MEMBER, 'CreateCustomDetectionRuleAssociation', { ...input, RuleId: SECOND_RULE }),
      call(MEMBER, 'UpdateCustomDetectionRuleAssociation', { ...place, Mode: 'DRY_RUN' }),
      call(MEMBER, 'DeleteCustomDetectionRuleAssociation', place),
    ]) {
      expect(await codeOf(work)).toEqual(DENIED);
    }
    await organization.store.close();
  });
});
