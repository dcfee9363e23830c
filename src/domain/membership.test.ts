import { describe, expect, it } from 'vitest';
import {
  advance,
  byInvitation,
  createMembership,
  inviteMembership,
  isInvitationDeletable,
  isShownToMember,
  MEMBERSHIP_EVENTS,
  type Membership,
  type MembershipEvent,
  type MembershipState,
  nextState,
  RELATIONSHIP_STATUSES,
  refuseAccept,
  refuseCreate,
  refuseInvite,
} from './membership.ts';

const row = (status: Membership['status'], more: Partial<Membership> = {}): Membership => ({
  administratorId: '111122223333',
  region: 'us-east-1',
  accountId: '444455556666',
  email: 'member@example.com',
  status,
  updatedAt: 1,
  ...more,
});

const VERIFYING = 'EmailVerificationInProgress';
const FAILED = 'EmailVerificationFailed';

/** Number in the facts' table of transitions, from, event, to. */
const TRANSITIONS: [number, MembershipState, MembershipEvent, MembershipState][] = [
  [1, 'absent', 'create', 'Created'],
  [2, 'Created', 'inviteUnchecked', 'Invited'],
  [3, 'Created', 'invite', VERIFYING],
  [4, VERIFYING, 'passCheck', 'Invited'],
  [5, VERIFYING, 'failCheck', FAILED],
  [6, 'Invited', 'accept', 'Enabled'],
  [7, 'Invited', 'decline', 'Resigned'],
  [8, 'Invited', 'disassociate', 'Removed'],
  [8, VERIFYING, 'disassociate', 'Removed'],
  [8, FAILED, 'disassociate', 'Removed'],
  [9, 'Enabled', 'disassociate', 'Removed'],
  [9, 'Disabled', 'disassociate', 'Removed'],
  [10, 'Enabled', 'resign', 'Resigned'],
  [10, 'Disabled', 'resign', 'Resigned'],
  [11, 'Enabled', 'stopMonitoring', 'Disabled'],
  [11, 'Disabled', 'stopMonitoring', 'Disabled'],
  [12, 'Disabled', 'startMonitoring', 'Enabled'],
  [12, 'Enabled', 'startMonitoring', 'Enabled'],
  [13, 'Enabled', 'suspendSelf', 'Disabled'],
  [13, 'Disabled', 'suspendSelf', 'Disabled'],
  [13, 'Disabled', 'resumeSelf', 'Enabled'],
  [13, 'Enabled', 'resumeSelf', 'Enabled'],
  [14, 'Enabled', 'deleteDetector', 'Removed'],
  [14, 'Disabled', 'deleteDetector', 'Removed'],
  [15, 'Resigned', 'invite', VERIFYING],
  [15, 'Resigned', 'inviteUnchecked', 'Invited'],
  [16, 'Removed', 'invite', VERIFYING],
  [16, 'Removed', 'inviteUnchecked', 'Invited'],
  [17, 'Removed', 'create', 'Created'],
  ...(
    [
      'Created',
      'Invited',
      VERIFYING,
      FAILED,
      'Removed',
      'Resigned',
      'Deleted',
      'RegionDisabled',
      'AccountSuspended',
      'CannotCreateDetectorInOrganizationMasterAccount',
    ] as const
  ).map((from): [number, MembershipState, MembershipEvent, MembershipState] => [
    18,
    from,
    'delete',
    'absent',
  ]),
];

describe('the state machine of a membership', () => {
  it.each(TRANSITIONS)('%i: %s and %s gives %s', (_number, from, event, to) => {
    expect(nextState(from, event)).toBe(to);
  });

  it('refuses every other event in every state', () => {
    const allowed = new Set(TRANSITIONS.map(([, from, event]) => `${from} ${event}`));
    const states: MembershipState[] = ['absent', ...RELATIONSHIP_STATUSES];
    const refused = states.flatMap((state) =>
      MEMBERSHIP_EVENTS.filter((event) => !allowed.has(`${state} ${event}`)).map((event) => ({
        state,
        event,
      })),
    );
    expect(refused.length).toBe(states.length * MEMBERSHIP_EVENTS.length - allowed.size);
    for (const { state, event } of refused) {
      expect(nextState(state, event), `${state} ${event}`).toBeUndefined();
    }
  });

  it('19: keeps an associated member from being deleted', () => {
    expect(nextState('Enabled', 'delete')).toBeUndefined();
    expect(nextState('Disabled', 'delete')).toBeUndefined();
  });
});

describe('advance', () => {
  const invitation = { invitationId: 'a'.repeat(32), message: 'Join us' };

  it('keeps the invitation and its time, and moves the time of the change', () => {
    const before = row('Invited', { invitation, invitedAt: 5 });
    expect(advance(before, 'accept', 9)).toEqual({ ...before, status: 'Enabled', updatedAt: 9 });
  });

  it('answers the same row where nothing changes, and undefined where it is refused', () => {
    const before = row('Disabled');
    expect(advance(before, 'suspendSelf', 9)).toBe(before);
    expect(advance(row('Created'), 'accept', 9)).toBeUndefined();
  });

  it('remembers that the administrator stopped it, until the administrator starts it', () => {
    const suspended = advance(row('Enabled'), 'suspendSelf', 9) ?? row('Created');
    expect(advance(suspended, 'resumeSelf', 9)?.status).toBe('Enabled');
    const stopped = advance(suspended, 'stopMonitoring', 9) ?? row('Created');
    expect(stopped).toMatchObject({ status: 'Disabled', stoppedByAdministrator: true });
    expect(advance(stopped, 'stopMonitoring', 10)).toBe(stopped);
    expect(advance(stopped, 'resumeSelf', 10)).toBeUndefined();
    for (const event of ['startMonitoring', 'disassociate', 'resign'] as const) {
      expect(advance(stopped, event, 10)).not.toHaveProperty('stoppedByAdministrator');
    }
  });

  it.each([VERIFYING, FAILED] as const)('drops an invitation taken back in %s', (status) => {
    const after = advance(row(status, { invitation, invitedAt: 5 }), 'disassociate', 9);
    expect(after).toEqual(row('Removed', { invitedAt: 5, updatedAt: 9 }));
  });

  it('keeps an invitation that the member has seen', () => {
    const after = advance(row('Invited', { invitation, invitedAt: 5 }), 'disassociate', 9);
    expect(after?.invitation).toEqual(invitation);
  });
});

describe('createMembership and inviteMembership', () => {
  it('starts a removed row again without its old invitation', () => {
    const invitation = { invitationId: 'a'.repeat(32) };
    const removed = row('Removed', { invitation, invitedAt: 5 });
    const given = { ...row('Created'), email: 'new@example.com' };
    const after = createMembership(removed, given, 9);
    expect(after).toEqual(row('Created', { email: 'new@example.com', updatedAt: 9 }));
    expect(createMembership(row('Resigned'), given, 9)).toBeUndefined();
  });

  it('replaces the invitation and sets its time', () => {
    const old = row('Resigned', { invitation: { invitationId: 'a'.repeat(32) }, invitedAt: 5 });
    const invitation = { invitationId: 'b'.repeat(32), message: 'Again' };
    const after = inviteMembership(old, invitation, { checked: false }, 9);
    expect(after).toEqual(row('Invited', { invitation, invitedAt: 9, updatedAt: 9 }));
    expect(inviteMembership(old, invitation, { checked: true }, 9)?.status).toBe(VERIFYING);
    expect(inviteMembership(row(FAILED), invitation, { checked: true }, 9)).toBeUndefined();
  });
});

describe('what the invited account sees', () => {
  const invitation = { invitationId: 'a'.repeat(32) };
  it.each([
    ['Created', false, false],
    [VERIFYING, false, false],
    [FAILED, false, false],
    ['Invited', true, false],
    ['Enabled', true, false],
    ['Disabled', true, false],
    ['Removed', true, true],
    ['Resigned', true, true],
  ] as const)('%s: shown %s, deletable %s', (status, shown, deletable) => {
    const given = row(status, status === 'Created' ? {} : { invitation });
    expect(isShownToMember(given)).toBe(shown);
    expect(isInvitationDeletable(given)).toBe(deletable);
  });

  it('does not see an invitation that it deleted', () => {
    expect(isShownToMember(row('Resigned'))).toBe(false);
  });

  it('lists the oldest first, and equal times by administrator', () => {
    const rows = [
      row('Invited', { administratorId: '333333333333', invitedAt: 7 }),
      row('Invited', { administratorId: '222222222222', invitedAt: 7 }),
      row('Invited', { administratorId: '999999999999', invitedAt: 3 }),
    ];
    const order = rows.sort(byInvitation).map((entry) => entry.administratorId);
    expect(order).toEqual(['999999999999', '222222222222', '333333333333']);
  });
});

describe('refusals', () => {
  const create = {
    callerIsMember: false,
    isSelf: false,
    existing: undefined,
    count: 4_999,
    countMax: 5_000,
  };
  it.each([
    [{}, undefined],
    [{ callerIsMember: true, isSelf: true }, 'createAsMember'],
    [{ isSelf: true }, 'createSelf'],
    [{ existing: 'Created' }, 'alreadyMember'],
    [{ existing: 'Resigned' }, 'alreadyMember'],
    [{ existing: FAILED }, 'alreadyMember'],
    [{ existing: 'Enabled' }, 'alreadyMember'],
    [{ existing: 'Removed', count: 5_000 }, undefined],
    [{ count: 5_000 }, 'memberLimit'],
  ] as const)('create with %j: %s', (facts, refusal) => {
    expect(refuseCreate({ ...create, ...facts })).toBe(refusal);
  });

  it.each([
    [{ row: row('Created') }, undefined],
    [{ callerIsMember: true, row: row('Created') }, 'inviteAsMember'],
    [{ isSelf: true }, 'inviteSelf'],
    [{}, 'notAssociated'],
    [{ row: row('Created', { email: '' }) }, 'emailMissing'],
    [{ row: row('Invited') }, 'alreadyInvited'],
    [{ row: row(VERIFYING) }, 'alreadyInvited'],
    [{ row: row(FAILED) }, 'alreadyInvited'],
    [{ row: row('Enabled') }, 'alreadyInvited'],
    [{ row: row('Disabled') }, 'alreadyInvited'],
  ] as const)('invite with %j: %s', (facts, refusal) => {
    const given = { callerIsMember: false, isSelf: false, row: undefined, ...facts };
    expect(refuseInvite(given)).toBe(refusal);
  });

  const invitation = { invitationId: 'a'.repeat(32) };
  const accept = {
    callerIsMember: false,
    callerHasMembers: false,
    inviterIsMember: false,
    row: row('Invited', { invitation }),
    invitationId: invitation.invitationId,
  };
  it.each([
    [{}, undefined],
    [{ callerIsMember: true }, 'acceptAsMember'],
    [{ callerHasMembers: true }, 'acceptWithMembers'],
    [{ inviterIsMember: true }, 'acceptFromMember'],
    [{ row: undefined }, 'noPendingInvitation'],
    [{ row: row('Resigned', { invitation }) }, 'noPendingInvitation'],
    [{ row: row(VERIFYING, { invitation }) }, 'noPendingInvitation'],
    [{ invitationId: 'b'.repeat(32) }, 'noPendingInvitation'],
  ] as const)('accept with %j: %s', (facts, refusal) => {
    expect(refuseAccept({ ...accept, ...facts })).toBe(refusal);
  });
});
