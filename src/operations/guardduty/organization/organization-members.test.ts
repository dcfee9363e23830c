import { describe, expect, it } from 'vitest';
import { ERROR_TEXTS, type ErrorName } from '../errors.ts';
import { emailOf, enable, invite, REGION, refusalOf, START, statusOf } from '../testing.ts';
import { accountLeft, accountSuspended } from './follow-account.ts';
import {
  DELEGATED,
  MANAGEMENT,
  MEMBER,
  ORGANIZATION,
  type OrganizationHarness,
  OUTSIDER,
  openAdministered,
  SECOND,
} from './testing.ts';

const AccountIds = [MEMBER];

/** The text with which one account was refused, by a call that names just one. */
const refused = (answer: { UnprocessedAccounts?: { Result?: string | undefined }[] | undefined }) =>
  answer.UnprocessedAccounts?.[0]?.Result;

const featureOf = async ({ store }: OrganizationHarness, accountId: string, name: string) =>
  (await store.detectors.get(accountId, REGION))?.features[name]?.status;

describe('CreateMembers by a delegated administrator', () => {
  it('enrols an account of the organisation without an invitation', async () => {
    const harness = await openAdministered();
    const { call, DetectorId, store } = harness;
    expect(await harness.create(MEMBER)).toBeUndefined();
    const { Members } = await call(DELEGATED, 'GetMembers', { DetectorId, AccountIds });
    const detector = await store.detectors.get(MEMBER, REGION);
    expect(Members).toEqual([
      {
        AccountId: MEMBER,
        AdministratorId: DELEGATED,
        MasterId: DELEGATED,
        Email: emailOf(MEMBER),
        RelationshipStatus: 'Enabled',
        InvitedAt: new Date(START).toISOString(),
        UpdatedAt: new Date(START).toISOString(),
        DetectorId: detector?.detectorId,
      },
    ]);
    expect((await call(MEMBER, 'ListInvitations', {})).Invitations).toEqual([]);
    expect(await featureOf(harness, MEMBER, 'S3_DATA_EVENTS')).toBe('DISABLED');
  });

  it('gives a new detector the organisation’s features, an old one those that are on', async () => {
    const harness = await openAdministered();
    const { call, configure, store } = harness;
    const own = await enable(call, SECOND);
    await call(SECOND, 'UpdateDetector', {
      DetectorId: own,
      Enable: false,
      DataSources: { S3Logs: { Enable: false } },
    });
    await configure({
      AutoEnableOrganizationMembers: 'NONE',
      Features: [{ Name: 'S3_DATA_EVENTS', AutoEnable: 'NEW' }],
    });
    await harness.create(MEMBER);
    await harness.create(SECOND);
    const features = await Promise.all(
      [MEMBER, SECOND].flatMap((accountId) => [
        featureOf(harness, accountId, 'S3_DATA_EVENTS'),
        featureOf(harness, accountId, 'LAMBDA_NETWORK_LOGS'),
      ]),
    );
    expect(features).toEqual(['ENABLED', 'DISABLED', 'ENABLED', 'ENABLED']);
    expect(await store.detectors.get(SECOND, REGION)).toMatchObject({
      detectorId: own,
      enabled: true,
    });
  });

  it('goes the way of invitations with accounts outside', async () => {
    const { call, create, DetectorId, store } = await openAdministered();
    expect(await create(OUTSIDER)).toBeUndefined();
    expect(await statusOf(store, OUTSIDER, DELEGATED)).toBe('Created');
    expect(await store.detectors.get(OUTSIDER, REGION)).toBeUndefined();
    const asked = { DetectorId, AccountIds: [OUTSIDER], DisableEmailNotification: true };
    expect((await call(DELEGATED, 'InviteMembers', asked)).UnprocessedAccounts).toEqual([]);
    expect(await statusOf(store, OUTSIDER, DELEGATED)).toBe('Invited');
  });

  it('wants the management account to use GuardDuty already', async () => {
    const { call, create, store } = await openAdministered();
    expect(await create(MANAGEMENT)).toBe(ERROR_TEXTS.organizationMasterFirst);
    await enable(call, MANAGEMENT);
    expect(await create(MANAGEMENT)).toBeUndefined();
    expect(await statusOf(store, MANAGEMENT, DELEGATED)).toBe('Enabled');
  });

  it('refuses itself, a member, and who belongs to or has members of another', async () => {
    const { call, create } = await openAdministered();
    await create(MEMBER);
    expect(await create(MEMBER)).toBe(ERROR_TEXTS.alreadyMember);
    expect(await create(DELEGATED)).toBe(ERROR_TEXTS.createSelf);
    const administrator = { accountId: OUTSIDER, detectorId: await enable(call, OUTSIDER) };
    const DetectorId = await enable(call, SECOND);
    const InvitationId = await invite(call, administrator, SECOND);
    await call(SECOND, 'AcceptInvitation', { DetectorId, MasterId: OUTSIDER, InvitationId });
    expect(await create(SECOND)).toBe(ERROR_TEXTS.memberOfAnother);
  });

  it('brings a removed member back, which no invitation can', async () => {
    const { call, create, DetectorId, store } = await openAdministered();
    await create(MEMBER);
    const own = (await store.detectors.get(MEMBER, REGION))?.detectorId;
    await call(DELEGATED, 'DisassociateMembers', { DetectorId, AccountIds });
    expect(await statusOf(store, MEMBER, DELEGATED)).toBe('Removed');
    const asked = await call(DELEGATED, 'InviteMembers', { DetectorId, AccountIds });
    expect(refused(asked)).toBe(ERROR_TEXTS.inviteOrganizationMember);
    expect(await create(MEMBER)).toBeUndefined();
    expect(await statusOf(store, MEMBER, DELEGATED)).toBe('Enabled');
    expect((await store.detectors.get(MEMBER, REGION))?.detectorId).toBe(own);
  });
});

describe('while all accounts are enabled by themselves', () => {
  const held = ['DisassociateMembers', 'DeleteMembers', 'StopMonitoringMembers'] as const;

  it('the administrator cannot let members go or stop them', async () => {
    const { call, configure, DetectorId, store } = await openAdministered();
    await configure({ AutoEnableOrganizationMembers: 'ALL' });
    for (const name of held) {
      const text: ErrorName = name === 'DeleteMembers' ? 'memberStillAssociated' : 'autoEnableAll';
      const answer = await call(DELEGATED, name, { DetectorId, AccountIds });
      expect(refused(answer), name).toBe(ERROR_TEXTS[text]);
    }
    expect(await statusOf(store, MEMBER, DELEGATED)).toBe('Enabled');
  });

  it('the administrator cannot forget one that it removed before', async () => {
    const { call, create, DetectorId, store } = await openAdministered();
    await create(MEMBER);
    await call(DELEGATED, 'DisassociateMembers', { DetectorId, AccountIds });
    const AutoEnableOrganizationMembers = 'ALL';
    const settings = { DetectorId, AutoEnableOrganizationMembers } as const;
    await call(DELEGATED, 'UpdateOrganizationConfiguration', settings);
    const answer = await call(DELEGATED, 'DeleteMembers', { DetectorId, AccountIds });
    expect(refused(answer)).toBe(ERROR_TEXTS.autoEnableAll);
    expect(await statusOf(store, MEMBER, DELEGATED)).toBe('Removed');
  });

  it('a member cannot leave, and members by invitation can', async () => {
    const { call, configure, create, DetectorId, store } = await openAdministered();
    await configure({ AutoEnableOrganizationMembers: 'ALL' });
    const own = (await store.detectors.get(MEMBER, REGION))?.detectorId ?? '';
    const leave = call(MEMBER, 'DisassociateFromAdministratorAccount', { DetectorId: own });
    expect((await refusalOf(leave)).message).toBe(ERROR_TEXTS.autoEnableAll);
    await create(OUTSIDER);
    const invited = { DetectorId, AccountIds: [OUTSIDER], DisableEmailNotification: true };
    await call(DELEGATED, 'InviteMembers', invited);
    const gone = await call(DELEGATED, 'DisassociateMembers', invited);
    expect(gone.UnprocessedAccounts).toEqual([]);
    expect((await call(DELEGATED, 'DeleteMembers', invited)).UnprocessedAccounts).toEqual([]);
  });

  it('is over with another setting', async () => {
    const { call, configure, DetectorId, store } = await openAdministered();
    await configure({ AutoEnableOrganizationMembers: 'ALL' });
    await configure({ AutoEnableOrganizationMembers: 'NONE' });
    for (const name of ['StopMonitoringMembers', 'DisassociateMembers', 'DeleteMembers'] as const) {
      const answer = await call(DELEGATED, name, { DetectorId, AccountIds });
      expect(answer.UnprocessedAccounts, name).toEqual([]);
    }
    expect(await statusOf(store, MEMBER, DELEGATED)).toBeUndefined();
  });
});

describe('an account of the organisation', () => {
  it('that leaves it is a member no more, and may be invited like any other', async () => {
    const harness = await openAdministered();
    const { call, create, DetectorId, store } = harness;
    await create(MEMBER);
    await store.transaction((inside) =>
      accountLeft({ ...harness, store: inside }, ORGANIZATION, MEMBER),
    );
    expect(await statusOf(store, MEMBER, DELEGATED)).toBe('Removed');
    expect((await store.detectors.get(MEMBER, REGION))?.enabled).toBe(true);
    const asked = { DetectorId, AccountIds, DisableEmailNotification: true };
    expect((await call(DELEGATED, 'InviteMembers', asked)).UnprocessedAccounts).toEqual([]);
  });

  it('that leaves it as its administrator leaves nobody behind', async () => {
    const harness = await openAdministered();
    const { call, create, store } = harness;
    await create(MEMBER);
    await accountLeft(harness, ORGANIZATION, DELEGATED);
    const { AdminAccounts } = await call(MANAGEMENT, 'ListOrganizationAdminAccounts', {});
    expect(AdminAccounts).toEqual([]);
    expect(await statusOf(store, MEMBER, DELEGATED)).toBe('Removed');
  });

  it('that is closed shows as suspended and can be deleted', async () => {
    const harness = await openAdministered();
    const { call, create, DetectorId, store } = harness;
    await create(MEMBER);
    await accountSuspended(harness, MEMBER);
    expect(await statusOf(store, MEMBER, DELEGATED)).toBe('AccountSuspended');
    const { Members } = await call(DELEGATED, 'ListMembers', { DetectorId });
    expect(Members).toEqual([]);
    await call(DELEGATED, 'DeleteMembers', { DetectorId, AccountIds });
    expect(await statusOf(store, MEMBER, DELEGATED)).toBeUndefined();
  });

  it('that administers GuardDuty accepts no invitation', async () => {
    const { call, DetectorId } = await openAdministered();
    const administrator = { accountId: OUTSIDER, detectorId: await enable(call, OUTSIDER) };
    const InvitationId = await invite(call, administrator, DELEGATED);
    const accepted = { DetectorId, MasterId: OUTSIDER, InvitationId };
    expect((await refusalOf(call(DELEGATED, 'AcceptInvitation', accepted))).message).toBe(
      ERROR_TEXTS.acceptWithMembers,
    );
  });
});
