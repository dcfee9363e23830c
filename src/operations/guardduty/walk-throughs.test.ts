import { afterEach, beforeEach, expect, it } from 'vitest';
import { runEmailChecks } from './invitations/run-email-checks.ts';
import {
  ADMINISTRATOR,
  addAccount,
  emailOf,
  enable,
  type Harness,
  MEMBER,
  OTHER,
  openHarness,
  REGION,
  statusOf,
} from './testing.ts';

/** What well-known clients do, in the order in which they do it. */
let harness: Harness;
let DetectorId: string;

beforeEach(async () => {
  harness = await openHarness();
  DetectorId = await enable(harness.call, ADMINISTRATOR);
});
afterEach(() => harness.store.close());

const call: Harness['call'] = (...given) => harness.call(...given);

/** A set-up script that adds, invites and accepts in a loop until the member is Enabled. */
async function enableMember(memberId: string, email: string): Promise<string[]> {
  const seen: string[] = [];
  const memberDetector = await enable(call, memberId);
  const AccountIds = [memberId];
  const create = () => {
    const AccountDetails = [{ AccountId: memberId, Email: email }];
    return call(ADMINISTRATOR, 'CreateMembers', { DetectorId, AccountDetails });
  };
  await create();
  for (let round = 0; round < 10; round += 1) {
    const rows = await call(ADMINISTRATOR, 'ListMembers', { DetectorId, OnlyAssociated: 'false' });
    const row = rows.Members?.find((member) => member.AccountId === memberId);
    const status = row?.RelationshipStatus ?? 'absent';
    seen.push(status);
    if (status === 'Enabled') return seen;
    if (status === 'Created') {
      const Message = `${ADMINISTRATOR} invites you`;
      await call(ADMINISTRATOR, 'InviteMembers', { DetectorId, AccountIds, Message });
    } else if (status === 'Disabled') {
      await call(ADMINISTRATOR, 'StartMonitoringMembers', { DetectorId, AccountIds });
    } else if (status === 'EmailVerificationFailed') {
      await call(ADMINISTRATOR, 'DisassociateMembers', { DetectorId, AccountIds });
      await call(ADMINISTRATOR, 'DeleteMembers', { DetectorId, AccountIds });
      return seen;
    } else if (status === 'Invited') {
      const { Invitations = [] } = await call(memberId, 'ListInvitations', {});
      const newest = Invitations.at(-1);
      await call(memberId, 'AcceptInvitation', {
        DetectorId: memberDetector,
        MasterId: newest?.AccountId ?? '',
        InvitationId: newest?.InvitationId ?? '',
      });
    } else {
      await runEmailChecks(harness.store, harness.clock, async () => {});
    }
  }
  throw new Error(`The loop did not end: ${seen.join(', ')}`);
}

it('a set-up script gets from nothing to Enabled', async () => {
  expect(await enableMember(MEMBER, emailOf(MEMBER))).toEqual([
    'Created',
    'EmailVerificationInProgress',
    'Invited',
    'Enabled',
  ]);
});

it('a set-up script with a wrong address ends with the member gone', async () => {
  const seen = await enableMember(MEMBER, 'wrong@example.com');
  expect(seen.at(-1)).toBe('EmailVerificationFailed');
  expect(await statusOf(harness.store)).toBeUndefined();
});

it('a tear-down script ends with nothing left', async () => {
  await addAccount(harness.store, '012345678901');
  await enableMember(MEMBER, emailOf(MEMBER));
  await enableMember('012345678901', emailOf('012345678901'));
  const AccountIds = [MEMBER, '012345678901', OTHER];
  const input = { DetectorId, AccountIds };
  const ended = await call(ADMINISTRATOR, 'DisassociateMembers', input);
  expect(ended.UnprocessedAccounts?.map((entry) => entry.AccountId)).toEqual([OTHER]);
  await call(ADMINISTRATOR, 'DeleteMembers', input);
  await call(ADMINISTRATOR, 'DeleteDetector', { DetectorId });
  for (const memberId of [MEMBER, '012345678901']) {
    const { DetectorIds = [] } = await call(memberId, 'ListDetectors', {});
    await call(memberId, 'DeleteDetector', { DetectorId: DetectorIds[0] ?? '' });
    expect((await call(memberId, 'ListInvitations', {})).Invitations).toEqual([]);
  }
  expect(await harness.store.members.countOfAdministrator(ADMINISTRATOR, REGION)).toBe(0);
});

it('an infrastructure tool withdraws an invitation, then destroys the member', async () => {
  const accountId = '111111111111';
  const AccountDetails = [{ AccountId: accountId, Email: 'required@example.com' }];
  const input = { DetectorId, AccountIds: [accountId] };
  await call(ADMINISTRATOR, 'CreateMembers', { DetectorId, AccountDetails });
  await call(ADMINISTRATOR, 'InviteMembers', { ...input, DisableEmailNotification: true });
  expect(await statusOf(harness.store, accountId)).toBe('Invited');
  await call(ADMINISTRATOR, 'DisassociateMembers', input);
  expect(await statusOf(harness.store, accountId)).toBe('Removed');
  await call(ADMINISTRATOR, 'DeleteMembers', input);
  expect((await call(ADMINISTRATOR, 'GetMembers', input)).Members).toEqual([]);
  await call(ADMINISTRATOR, 'DeleteDetector', { DetectorId });
});

it('a reconciling tool recovers members that suspended, deleted or left', async () => {
  await enableMember(MEMBER, emailOf(MEMBER));
  const { DetectorIds = [] } = await call(MEMBER, 'ListDetectors', {});
  const own = { DetectorId: DetectorIds[0] ?? '' };
  await call(MEMBER, 'UpdateDetector', { ...own, Enable: false });
  expect(await statusOf(harness.store)).toBe('Disabled');
  await call(MEMBER, 'UpdateDetector', { ...own, Enable: true });
  await call(MEMBER, 'DeleteDetector', own);
  expect(await statusOf(harness.store)).toBe('Removed');
  expect((await enableMember(MEMBER, emailOf(MEMBER))).at(-1)).toBe('Enabled');
  const again = await call(MEMBER, 'ListDetectors', {});
  const left = { DetectorId: again.DetectorIds?.[0] ?? '' };
  await call(MEMBER, 'DisassociateFromMasterAccount', left);
  expect(await statusOf(harness.store)).toBe('Resigned');
  const invitation = { AccountIds: [MEMBER], DisableEmailNotification: true };
  await call(ADMINISTRATOR, 'InviteMembers', { DetectorId, ...invitation });
  expect(await statusOf(harness.store)).toBe('Invited');
});
