import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dateOf } from '../../../lib/clock.ts';
import { ERROR_TEXTS } from '../errors.ts';
import {
  DELEGATED,
  MANAGEMENT,
  MEMBER,
  type OrganizationHarness,
  OUTSIDER,
  openAdministered,
  SECOND,
} from '../organization/testing.ts';
import { refusalOf, START } from '../testing.ts';

const RULE = 'vpc-flow-logs-deleted';
const FOURTEEN_DAYS = 14 * 86_400_000;

let harness: OrganizationHarness;

beforeEach(async () => {
  harness = await openAdministered();
  for (const accountId of [MEMBER, SECOND]) await harness.create(accountId);
});
afterEach(() => harness.store.close());

const codeOf = async (work: Promise<unknown>) => (await refusalOf(work)).code;
const create = (more: object = {}, accountId = DELEGATED) =>
  harness.call(accountId, 'CreateCustomDetectionRuleOrgConfiguration', {
    RuleId: RULE,
    Mode: 'LIVE',
    ...more,
  });
const update = (more: object = {}) =>
  harness.call(DELEGATED, 'UpdateCustomDetectionRuleOrgConfiguration', {
    RuleId: RULE,
    Mode: 'LIVE',
    ...more,
  });
const get = async (Mode: 'LIVE' | 'DRY_RUN' = 'LIVE') =>
  (
    await harness.call(DELEGATED, 'GetCustomDetectionRuleOrgConfiguration', {
      RuleId: RULE,
      Mode,
    })
  ).Configuration;
const list = async (input: object = {}) =>
  (
    await harness.call(DELEGATED, 'ListCustomDetectionRuleOrgConfigurations', input)
  ).Configurations?.map((one) => `${one.RuleId} ${one.Mode}`);
/** The modes in which the accounts run the rule. */
const modes = async (...accountIds: string[]) => {
  const all = await Promise.all(
    accountIds.map((id) => harness.call(id, 'ListCustomDetectionRuleAssociations', {})),
  );
  return all.map(({ RuleAssociations = [] }) => RuleAssociations[0]?.Mode);
};

describe('CreateCustomDetectionRuleOrgConfiguration', () => {
  it('switches a rule on for all members, and for those that come later', async () => {
    await create();
    expect(await modes(MEMBER, SECOND, DELEGATED)).toEqual(['LIVE', 'LIVE', undefined]);
    expect(await get()).toEqual({
      RuleId: RULE,
      Mode: 'LIVE',
      Status: 'ACTIVE',
      IncludeAccountIds: [],
      ExcludeAccountIds: [],
      CreatedAt: dateOf(START),
      UpdatedAt: dateOf(START),
    });
    await harness.configure({ AutoEnableOrganizationMembers: 'NEW' });
    await harness.join('121212121212');
    expect(await modes('121212121212', OUTSIDER)).toEqual(['LIVE', undefined]);
  });

  it('reaches those that are included, or all but those that are excluded', async () => {
    await create({ IncludeAccountIds: [SECOND] });
    expect(await modes(MEMBER, SECOND)).toEqual([undefined, 'LIVE']);
    const RuleId = 'admin-policy-attached-to-role';
    await create({ RuleId, Mode: 'DRY_RUN', ExcludeAccountIds: [SECOND] });
    expect(await modes(MEMBER, SECOND)).toEqual(['DRY_RUN', 'LIVE']);
    expect(await list()).toEqual([`${RuleId} DRY_RUN`, `${RULE} LIVE`]);
    expect(await list({ Status: 'FAILED' })).toEqual([]);
    expect((await list({ Status: 'ACTIVE' }))?.length).toBe(2);
    const { NextToken } = await harness.call(
      DELEGATED,
      'ListCustomDetectionRuleOrgConfigurations',
      { MaxResults: 1 },
    );
    expect(await list({ NextToken })).toEqual([`${RULE} LIVE`]);
  });

  it('allows both modes only where each names accounts of its own', async () => {
    await create({ IncludeAccountIds: [MEMBER], ClientToken: 'token' });
    await create({ IncludeAccountIds: [MEMBER], ClientToken: 'token' });
    expect(await codeOf(create({ IncludeAccountIds: [SECOND] }))).toBe('ConflictException');
    const Mode = 'DRY_RUN';
    expect(await codeOf(create({ Mode }))).toBe('ConflictException');
    expect(await codeOf(create({ Mode, ExcludeAccountIds: [MEMBER] }))).toBe('ConflictException');
    const both = create({ Mode, IncludeAccountIds: [MEMBER, SECOND] });
    expect(await codeOf(both)).toBe('ConflictException');
    await create({ Mode, IncludeAccountIds: [SECOND] });
    expect(await modes(MEMBER, SECOND)).toEqual(['LIVE', 'DRY_RUN']);
  });

  it('ends a dry run for all at once, whenever they came', async () => {
    await create({ Mode: 'DRY_RUN' });
    harness.clock.advance(FOURTEEN_DAYS - 1);
    await harness.configure({ AutoEnableOrganizationMembers: 'NEW' });
    await harness.join('121212121212');
    expect(await modes(MEMBER, '121212121212')).toEqual(['DRY_RUN', 'DRY_RUN']);
    harness.clock.advance(1);
    expect(await modes(MEMBER, '121212121212')).toEqual([undefined, undefined]);
    expect(await list()).toEqual([]);
    await create();
    expect(await modes(MEMBER)).toEqual(['LIVE']);
  });

  it.each([
    ['both lists', { IncludeAccountIds: [MEMBER], ExcludeAccountIds: [SECOND] }],
    ['what is no account', { IncludeAccountIds: ['12345'] }],
    ['another mode', { Mode: 'ON' }],
  ])('refuses %s', async (_what, more) => {
    expect((await refusalOf(create(more))).message).toBe(ERROR_TEXTS.invalidInput);
  });
});

describe('UpdateCustomDetectionRuleOrgConfiguration', () => {
  it('changes the mode of the only configuration, and of all associations it made', async () => {
    await create({ Mode: 'DRY_RUN', ExcludeAccountIds: [SECOND] });
    harness.clock.advance(1000);
    await update();
    expect(await list()).toEqual([`${RULE} LIVE`]);
    const changed = await get();
    expect(changed?.ExcludeAccountIds).toEqual([SECOND]);
    expect([changed?.CreatedAt, changed?.UpdatedAt, changed?.ExpiresAt]).toEqual([
      dateOf(START),
      dateOf(START + 1000),
      undefined,
    ]);
    expect(await modes(MEMBER, SECOND)).toEqual(['LIVE', undefined]);
  });

  it('takes the rule from accounts that are not meant any more', async () => {
    await create();
    await update({ IncludeAccountIds: [SECOND] });
    expect(await modes(MEMBER, SECOND)).toEqual([undefined, 'LIVE']);
    await update({ IncludeAccountIds: [] });
    expect(await modes(MEMBER, SECOND)).toEqual(['LIVE', 'LIVE']);
  });

  it('does not let two configurations meet', async () => {
    await create({ IncludeAccountIds: [MEMBER] });
    await create({ Mode: 'DRY_RUN', IncludeAccountIds: [SECOND] });
    expect(await codeOf(update({ IncludeAccountIds: [] }))).toBe('ConflictException');
    expect(await codeOf(update({ IncludeAccountIds: [SECOND] }))).toBe('ConflictException');
    await update({ Mode: 'DRY_RUN', IncludeAccountIds: ['999999999999'] });
    expect(await modes(MEMBER, SECOND)).toEqual(['LIVE', undefined]);
  });

  it('needs a configuration', async () => {
    expect(await codeOf(update())).toBe('ResourceNotFoundException');
  });
});

describe('DeleteCustomDetectionRuleOrgConfiguration', () => {
  const end = (Mode: 'LIVE' | 'DRY_RUN' = 'LIVE') =>
    harness.call(DELEGATED, 'DeleteCustomDetectionRuleOrgConfiguration', { RuleId: RULE, Mode });

  it('leaves the associations that were made', async () => {
    await create();
    expect(await codeOf(end('DRY_RUN'))).toBe('ResourceNotFoundException');
    expect(await end()).toEqual({});
    expect(await codeOf(get())).toBe('ResourceNotFoundException');
    expect(await modes(MEMBER, SECOND)).toEqual(['LIVE', 'LIVE']);
  });

  it('happens by itself when the administrator is one no more', async () => {
    await create();
    const AdminAccountId = DELEGATED;
    await harness.call(MANAGEMENT, 'DisableOrganizationAdminAccount', { AdminAccountId });
    expect(await codeOf(get())).toBe('AccessDeniedException');
    await harness.call(MANAGEMENT, 'EnableOrganizationAdminAccount', { AdminAccountId });
    expect(await list()).toEqual([]);
  });
});

it.each([MEMBER, MANAGEMENT, OUTSIDER])(
  '%s, who is not delegated, is refused',
  async (accountId) => {
    await create();
    const before = await harness.store.digest(DELEGATED);
    const place = { RuleId: RULE, Mode: 'LIVE' as const };
    for (const work of [
      create({}, accountId),
      harness.call(accountId, 'GetCustomDetectionRuleOrgConfiguration', place),
      harness.call(accountId, 'ListCustomDetectionRuleOrgConfigurations', {}),
      harness.call(accountId, 'UpdateCustomDetectionRuleOrgConfiguration', place),
      harness.call(accountId, 'DeleteCustomDetectionRuleOrgConfiguration', place),
    ]) {
      const { code, status, message } = await refusalOf(work);
      expect([code, status, message]).toEqual([
        'AccessDeniedException',
        403,
        ERROR_TEXTS.notAuthorized,
      ]);
    }
    expect(await harness.store.digest(DELEGATED)).toBe(before);
  },
);
