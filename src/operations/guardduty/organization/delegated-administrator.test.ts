import { describe, expect, it } from 'vitest';
import { ERROR_TEXTS } from '../errors.ts';
import { enable, invite, OTHER, REGION, refusalOf, statusOf } from '../testing.ts';
import {
  DELEGATED,
  MANAGEMENT,
  MEMBER,
  ORGANIZATION,
  OUTSIDER,
  openAdministered,
  openOrganization,
  SECOND,
} from './testing.ts';

const administrators = async (
  { call }: Awaited<ReturnType<typeof openOrganization>>,
  region = REGION,
) => (await call(MANAGEMENT, 'ListOrganizationAdminAccounts', {}, region)).AdminAccounts;

describe('EnableOrganizationAdminAccount', () => {
  it('makes a detector that is on, in the Region of the call', async () => {
    const harness = await openOrganization();
    const { call, store } = harness;
    expect(await administrators(harness)).toEqual([]);
    await call(MANAGEMENT, 'EnableOrganizationAdminAccount', { AdminAccountId: DELEGATED });
    expect(await administrators(harness)).toEqual([
      { AdminAccountId: DELEGATED, AdminStatus: 'ENABLED' },
    ]);
    expect(await administrators(harness, 'eu-west-1')).toEqual([]);
    expect((await store.detectors.get(DELEGATED, REGION))?.enabled).toBe(true);
    expect(await store.detectors.get(DELEGATED, 'eu-west-1')).toBeUndefined();
    expect(await store.organizations.delegations(ORGANIZATION)).toMatchObject([
      { accountId: DELEGATED, servicePrincipal: 'guardduty.amazonaws.com' },
    ]);
  });

  it('switches a suspended detector on and keeps its settings', async () => {
    const { call, store } = await openOrganization();
    const DetectorId = await enable(call, DELEGATED);
    const FindingPublishingFrequency = 'ONE_HOUR';
    await call(DELEGATED, 'UpdateDetector', {
      DetectorId,
      Enable: false,
      FindingPublishingFrequency,
    });
    await call(MANAGEMENT, 'EnableOrganizationAdminAccount', { AdminAccountId: DELEGATED });
    expect(await store.detectors.get(DELEGATED, REGION)).toMatchObject({
      detectorId: DetectorId,
      enabled: true,
      publishingFrequency: FindingPublishingFrequency,
    });
  });

  it.each([
    ['a member of the organisation', MEMBER, DELEGATED, 'notOrganizationMaster'],
    ['an account outside', OUTSIDER, DELEGATED, 'notOrganizationMaster'],
    ['the management account, an outsider', MANAGEMENT, OUTSIDER, 'adminNotInOrganization'],
    ['the management account, the same again', MANAGEMENT, DELEGATED, 'alreadyAdministrator'],
    ['the management account, another', MANAGEMENT, MEMBER, 'anotherAdministrator'],
  ] as const)('is refused to %s', async (_who, caller, AdminAccountId, text) => {
    const { call } = await openAdministered();
    const refusal = await refusalOf(
      call(caller, 'EnableOrganizationAdminAccount', { AdminAccountId }),
    );
    expect(refusal).toMatchObject({ code: 'BadRequestException', message: ERROR_TEXTS[text] });
  });

  it('takes the same account in another Region and no other', async () => {
    const harness = await openAdministered();
    const { call } = harness;
    const elsewhere = (AdminAccountId: string) =>
      call(MANAGEMENT, 'EnableOrganizationAdminAccount', { AdminAccountId }, 'eu-west-1');
    expect((await refusalOf(elsewhere(MEMBER))).message).toBe(ERROR_TEXTS.anotherAdministrator);
    await elsewhere(DELEGATED);
    expect(await administrators(harness, 'eu-west-1')).toHaveLength(1);
  });

  it('allows the management account itself and warns the operator', async () => {
    const { call, warnings } = await openOrganization();
    await call(MANAGEMENT, 'EnableOrganizationAdminAccount', { AdminAccountId: MANAGEMENT });
    expect(warnings).toEqual([expect.stringContaining('AWS advises against it')]);
  });

  it('flips members in the organisation and leaves those outside as they are', async () => {
    const { call, store } = await openOrganization();
    const administrator = { accountId: DELEGATED, detectorId: await enable(call, DELEGATED) };
    for (const accountId of [MEMBER, OUTSIDER]) {
      const DetectorId = await enable(call, accountId);
      const InvitationId = await invite(call, administrator, accountId);
      await call(accountId, 'AcceptInvitation', { DetectorId, MasterId: DELEGATED, InvitationId });
    }
    await call(MANAGEMENT, 'EnableOrganizationAdminAccount', { AdminAccountId: DELEGATED });
    const via = async (accountId: string) =>
      (await store.members.get(DELEGATED, REGION, accountId))?.viaOrganization;
    expect([await via(MEMBER), await via(OUTSIDER)]).toEqual([true, undefined]);
    expect(await statusOf(store, MEMBER, DELEGATED)).toBe('Enabled');
    expect(await statusOf(store, OUTSIDER, DELEGATED)).toBe('Enabled');
  });

  it('refuses an account that is a member of somebody', async () => {
    const { call } = await openOrganization();
    const administrator = { accountId: SECOND, detectorId: await enable(call, SECOND) };
    const DetectorId = await enable(call, MEMBER);
    const InvitationId = await invite(call, administrator, MEMBER);
    await call(MEMBER, 'AcceptInvitation', { DetectorId, MasterId: SECOND, InvitationId });
    const refusal = await refusalOf(
      call(MANAGEMENT, 'EnableOrganizationAdminAccount', { AdminAccountId: MEMBER }),
    );
    expect(refusal.message).toBe(ERROR_TEXTS.memberOfAnother);
  });
});

describe('DisableOrganizationAdminAccount', () => {
  it('lets the organisation go, detectors as they are, and makes room for another', async () => {
    const harness = await openAdministered();
    const { call, store, create } = harness;
    await create(MEMBER);
    await call(MANAGEMENT, 'DisableOrganizationAdminAccount', { AdminAccountId: DELEGATED });
    expect(await administrators(harness)).toEqual([]);
    expect(await statusOf(store, MEMBER, DELEGATED)).toBe('Removed');
    expect((await store.detectors.get(MEMBER, REGION))?.enabled).toBe(true);
    expect((await store.detectors.get(DELEGATED, REGION))?.enabled).toBe(true);
    await call(MANAGEMENT, 'EnableOrganizationAdminAccount', { AdminAccountId: SECOND });
    expect(await administrators(harness)).toMatchObject([{ AdminAccountId: SECOND }]);
    expect(await store.organizations.delegations(ORGANIZATION)).toMatchObject([
      { accountId: SECOND },
    ]);
  });

  it.each([
    ['who is not the management account', DELEGATED, DELEGATED, 'notOrganizationMaster'],
    ['for an account that is none', MANAGEMENT, MEMBER, 'invalidInput'],
  ] as const)('is refused %s', async (_why, caller, AdminAccountId, text) => {
    const { call } = await openAdministered();
    const refusal = await refusalOf(
      call(caller, 'DisableOrganizationAdminAccount', { AdminAccountId }),
    );
    expect(refusal.message).toBe(ERROR_TEXTS[text]);
  });
});

describe('ListOrganizationAdminAccounts', () => {
  it('is for the management account and knows no second page', async () => {
    const { call } = await openAdministered();
    const list = (accountId: string, NextToken?: string) =>
      refusalOf(call(accountId, 'ListOrganizationAdminAccounts', { NextToken }));
    expect((await list(DELEGATED)).message).toBe(ERROR_TEXTS.notOrganizationMaster);
    expect((await list(OTHER, 'abc')).message).toMatch(/nextToken has an invalid value/);
  });
});
