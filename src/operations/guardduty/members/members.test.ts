import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Membership, RelationshipStatus } from '../../../domain/membership.ts';
import { isoMillis } from '../../../lib/clock.ts';
import { MEMBERS_BY_INVITATION_MAX } from '../../../limits.ts';
import { ERROR_TEXTS } from '../errors.ts';
import {
  ADMINISTRATOR,
  emailOf,
  MEMBER,
  OTHER,
  openPair,
  type Pair,
  REGION,
  refusalOf,
  START,
  statusOf,
} from '../testing.ts';

const NEW = '012345678901';
let pair: Pair;
let DetectorId: string;

beforeEach(async () => {
  pair = await openPair(true);
  DetectorId = pair.administratorDetector;
});
afterEach(() => pair.store.close());

const create = (AccountId: string, Email = emailOf(AccountId)) =>
  pair.call(ADMINISTRATOR, 'CreateMembers', { DetectorId, AccountDetails: [{ AccountId, Email }] });

/** Puts a row into a state that the test starts from. */
const putRow = (status: RelationshipStatus, more: Partial<Membership> = {}) =>
  pair.store.members.put({
    administratorId: ADMINISTRATOR,
    region: REGION,
    accountId: NEW,
    email: emailOf(NEW),
    status,
    updatedAt: START,
    ...(status !== 'Created' && { invitation: { invitationId: 'a'.repeat(32) }, invitedAt: START }),
    ...more,
  });

const result = (accountId: string, name: keyof typeof ERROR_TEXTS) => ({
  UnprocessedAccounts: [{ AccountId: accountId, Result: ERROR_TEXTS[name] }],
});
const ALL_DONE = { UnprocessedAccounts: [] };

describe('CreateMembers', () => {
  it('adds an account that nobody knows, without an invitation', async () => {
    expect(await create(NEW)).toEqual(ALL_DONE);
    const answer = await pair.call(ADMINISTRATOR, 'GetMembers', { DetectorId, AccountIds: [NEW] });
    expect(answer.Members).toEqual([
      {
        AccountId: NEW,
        MasterId: ADMINISTRATOR,
        AdministratorId: ADMINISTRATOR,
        Email: emailOf(NEW),
        RelationshipStatus: 'Created',
        UpdatedAt: isoMillis(START),
      },
    ]);
  });

  it('starts a removed member again, with its new address', async () => {
    await putRow('Removed');
    expect(await create(NEW, 'new@example.com')).toEqual(ALL_DONE);
    const row = await pair.store.members.get(ADMINISTRATOR, REGION, NEW);
    expect(row?.status).toBe('Created');
    expect(row?.email).toBe('new@example.com');
    expect(row?.invitation).toBeUndefined();
  });

  it.each(['Created', 'Invited', 'EmailVerificationFailed', 'Resigned', 'Disabled'] as const)(
    'refuses an account that is %s',
    async (status) => {
      await putRow(status);
      expect(await create(NEW)).toEqual(result(NEW, 'alreadyMember'));
      expect(await statusOf(pair.store, NEW)).toBe(status);
    },
  );

  it('refuses the caller itself', async () => {
    expect(await create(ADMINISTRATOR)).toEqual(result(ADMINISTRATOR, 'createSelf'));
  });

  it('refuses everything to a member, and answers 200 all the same', async () => {
    const AccountDetails = [{ AccountId: NEW, Email: emailOf(NEW) }];
    const input = { DetectorId: pair.memberDetector, AccountDetails };
    expect(await pair.call(MEMBER, 'CreateMembers', input)).toEqual(result(NEW, 'createAsMember'));
    expect(await pair.store.members.countOfAdministrator(MEMBER, REGION)).toBe(0);
  });

  it('takes an entry that comes twice once, and refuses a second address for it', async () => {
    const entry = { AccountId: NEW, Email: emailOf(NEW) };
    const twice = { DetectorId, AccountDetails: [entry, { ...entry }] };
    expect(await pair.call(ADMINISTRATOR, 'CreateMembers', twice)).toEqual(ALL_DONE);
    const other = { AccountId: OTHER, Email: emailOf(OTHER) };
    const torn = { DetectorId, AccountDetails: [other, { ...other, Email: 'x@example.com' }] };
    const answer = await pair.call(ADMINISTRATOR, 'CreateMembers', torn);
    expect(answer).toEqual(result(OTHER, 'alreadyMember'));
    const row = await pair.store.members.get(ADMINISTRATOR, REGION, OTHER);
    expect(row?.email).toBe(emailOf(OTHER));
  });

  it.each([
    ['12345678901', emailOf(NEW)],
    ['12345678901x', emailOf(NEW)],
    [NEW, 'no-address'],
  ])('refuses the whole request for %s with %s', async (AccountId, Email) => {
    const AccountDetails = [
      { AccountId: OTHER, Email: emailOf(OTHER) },
      { AccountId, Email },
    ];
    const call = pair.call(ADMINISTRATOR, 'CreateMembers', { DetectorId, AccountDetails });
    expect((await refusalOf(call)).message).toBe(ERROR_TEXTS.invalidInput);
    expect(await statusOf(pair.store, OTHER)).toBeUndefined();
  });

  it('ends at 5,000 members of an account and Region', async () => {
    await pair.store.transaction(async (store) => {
      const { members } = store;
      for (let i = 1; i < MEMBERS_BY_INVITATION_MAX; i += 1) {
        const accountId = String(500_000_000_000 + i);
        const email = emailOf(accountId);
        const place = { administratorId: ADMINISTRATOR, region: REGION, accountId, email };
        await members.put({ ...place, status: 'Created', updatedAt: START });
      }
    });
    expect(await create(NEW)).toEqual(result(NEW, 'memberLimit'));
    await pair.call(ADMINISTRATOR, 'DeleteMembers', { DetectorId, AccountIds: ['500000000001'] });
    expect(await create(NEW)).toEqual(ALL_DONE);
  });
});

describe('InviteMembers', () => {
  const inviteAll = (AccountIds: string[], DisableEmailNotification?: boolean) =>
    pair.call(ADMINISTRATOR, 'InviteMembers', {
      DetectorId,
      AccountIds,
      Message: 'Join us',
      DisableEmailNotification,
    });

  it.each([
    ['Created', true, 'Invited', 0],
    ['Resigned', true, 'Invited', 0],
    ['Removed', true, 'Invited', 0],
    ['Created', false, 'EmailVerificationInProgress', 1],
    ['Resigned', undefined, 'EmailVerificationInProgress', 1],
    ['Removed', false, 'EmailVerificationInProgress', 1],
  ] as const)('from %s, without e-mail %s, gives %s', async (from, disable, to, wakes) => {
    await putRow(from);
    pair.clock.advance(1000);
    expect(await inviteAll([NEW, NEW], disable)).toEqual(ALL_DONE);
    const row = await pair.store.members.get(ADMINISTRATOR, REGION, NEW);
    expect(row?.status).toBe(to);
    expect(row?.invitedAt).toBe(START + 1000);
    expect(row?.invitation?.message).toBe('Join us');
    expect(row?.invitation?.invitationId).toMatch(/^[0-9a-f]{32}$/);
    expect(row?.invitation?.invitationId).not.toBe('a'.repeat(32));
    expect(pair.wakes()).toBe(wakes);
  });

  it.each([
    'Invited',
    'EmailVerificationInProgress',
    'EmailVerificationFailed',
    'Enabled',
    'Disabled',
  ] as const)('refuses an account that is %s', async (status) => {
    await putRow(status);
    expect(await inviteAll([NEW])).toEqual(result(NEW, 'alreadyInvited'));
    expect(pair.wakes()).toBe(0);
  });

  it('refuses strangers, the caller, and rows without an address, and goes on', async () => {
    await putRow('Created', { email: '' });
    await create(OTHER);
    const answer = await inviteAll(['999988887777', ADMINISTRATOR, NEW, OTHER], true);
    expect(answer.UnprocessedAccounts).toEqual([
      { AccountId: '999988887777', Result: ERROR_TEXTS.notAssociated },
      { AccountId: ADMINISTRATOR, Result: ERROR_TEXTS.inviteSelf },
      { AccountId: NEW, Result: ERROR_TEXTS.emailMissing },
    ]);
    expect(await statusOf(pair.store, OTHER)).toBe('Invited');
  });

  it('refuses everything to a member', async () => {
    const input = { DetectorId: pair.memberDetector, AccountIds: [NEW] };
    const answer = await pair.call(MEMBER, 'InviteMembers', input);
    expect(answer).toEqual(result(NEW, 'inviteAsMember'));
  });
});

describe('DisassociateMembers', () => {
  const disassociate = (AccountIds: string[]) =>
    pair.call(ADMINISTRATOR, 'DisassociateMembers', { DetectorId, AccountIds });

  it.each([
    'Invited',
    'EmailVerificationInProgress',
    'EmailVerificationFailed',
    'Enabled',
    'Disabled',
  ] as const)('removes a member that is %s', async (status) => {
    await putRow(status);
    expect(await disassociate([NEW, NEW])).toEqual(ALL_DONE);
    expect(await statusOf(pair.store, NEW)).toBe('Removed');
  });

  it.each(['Created', 'Removed', 'Resigned'] as const)('lists one that is %s', async (status) => {
    await putRow(status);
    expect(await disassociate([NEW])).toEqual(result(NEW, 'notAssociated'));
    expect(await statusOf(pair.store, NEW)).toBe(status);
  });

  it('lists a stranger, and leaves the detector of the member on', async () => {
    expect(await disassociate([OTHER, MEMBER])).toEqual(result(OTHER, 'notAssociated'));
    expect((await pair.store.detectors.get(MEMBER, REGION))?.enabled).toBe(true);
  });
});

describe('DeleteMembers', () => {
  const remove = (AccountIds: string[]) =>
    pair.call(ADMINISTRATOR, 'DeleteMembers', { DetectorId, AccountIds });

  it.each([
    'Created',
    'Invited',
    'EmailVerificationInProgress',
    'EmailVerificationFailed',
    'Removed',
    'Resigned',
  ] as const)('forgets a member that is %s, with its invitation', async (status) => {
    await putRow(status);
    expect(await remove([NEW])).toEqual(ALL_DONE);
    expect(await statusOf(pair.store, NEW)).toBeUndefined();
    expect((await pair.call(NEW, 'ListInvitations', {})).Invitations).toEqual([]);
  });

  it.each(['Enabled', 'Disabled'] as const)('refuses a member that is %s', async (status) => {
    await putRow(status);
    expect(await remove([NEW])).toEqual(result(NEW, 'memberStillAssociated'));
    expect(await statusOf(pair.store, NEW)).toBe(status);
  });

  it('lists a stranger', async () => {
    expect(await remove([OTHER])).toEqual(result(OTHER, 'notAssociated'));
  });
});

describe('StopMonitoringMembers and StartMonitoringMembers', () => {
  const switchTo = (name: 'StopMonitoringMembers' | 'StartMonitoringMembers', id: string) =>
    pair.call(ADMINISTRATOR, name, { DetectorId, AccountIds: [id] });
  const memberStatus = async () =>
    (await pair.call(MEMBER, 'GetDetector', { DetectorId: pair.memberDetector })).Status;

  it('switch the row and the detector of the member, and again change nothing', async () => {
    pair.clock.advance(1000);
    expect(await switchTo('StopMonitoringMembers', MEMBER)).toEqual(ALL_DONE);
    expect([await statusOf(pair.store), await memberStatus()]).toEqual(['Disabled', 'DISABLED']);
    const stopped = await pair.store.members.get(ADMINISTRATOR, REGION, MEMBER);
    pair.clock.advance(1000);
    expect(await switchTo('StopMonitoringMembers', MEMBER)).toEqual(ALL_DONE);
    expect(await pair.store.members.get(ADMINISTRATOR, REGION, MEMBER)).toEqual(stopped);
    expect(await switchTo('StartMonitoringMembers', MEMBER)).toEqual(ALL_DONE);
    expect([await statusOf(pair.store), await memberStatus()]).toEqual(['Enabled', 'ENABLED']);
    expect(await switchTo('StartMonitoringMembers', MEMBER)).toEqual(ALL_DONE);
  });

  it.each(['Created', 'Invited', 'Removed', 'Resigned'] as const)(
    'refuse an account that is %s',
    async (status) => {
      await putRow(status);
      const refused = result(NEW, 'notAssociated');
      expect(await switchTo('StopMonitoringMembers', NEW)).toEqual(refused);
      expect(await switchTo('StartMonitoringMembers', NEW)).toEqual(refused);
    },
  );

  it('refuse a stranger, whose detector stays as it is', async () => {
    await pair.call(OTHER, 'CreateDetector', { Enable: true });
    const refused = result(OTHER, 'notAssociated');
    expect(await switchTo('StopMonitoringMembers', OTHER)).toEqual(refused);
    expect((await pair.store.detectors.get(OTHER, REGION))?.enabled).toBe(true);
  });
});
