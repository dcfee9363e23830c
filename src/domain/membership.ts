/** `relationshipStatus` as the wire spells it (facts: user guide, model; PascalCase). */
export const RELATIONSHIP_STATUSES = [
  'Created',
  'Invited',
  'EmailVerificationInProgress',
  'EmailVerificationFailed',
  'Enabled',
  'Disabled',
  'Removed',
  'Resigned',
  'Deleted',
  'RegionDisabled',
  'AccountSuspended',
  'CannotCreateDetectorInOrganizationMasterAccount',
] as const;

export type RelationshipStatus = (typeof RELATIONSHIP_STATUSES)[number];

/**
 * One row for an administrator's member and, while it lives, its invitation: the two sides read the
 * same state. Per Region.
 */
export interface Membership {
  readonly administratorId: string;
  readonly region: string;
  readonly accountId: string;
  readonly email: string;
  readonly status: RelationshipStatus;
  /** A member of the delegated administrator's own organisation; absent for one by invitation. */
  readonly viaOrganization?: true;
  /** Disabled by StopMonitoringMembers: the member cannot resume what the administrator stopped. */
  readonly stoppedByAdministrator?: true;
  readonly invitation?: { readonly invitationId: string; readonly message?: string };
  readonly invitedAt?: number;
  readonly updatedAt: number;
}

/** What happens to a membership. `invite` holds the invitation until its address is checked. */
export type MembershipEvent =
  | 'create'
  | 'invite'
  | 'inviteUnchecked'
  | 'passCheck'
  | 'failCheck'
  | 'accept'
  | 'decline'
  | 'disassociate'
  | 'resign'
  | 'stopMonitoring'
  | 'startMonitoring'
  | 'suspendSelf'
  | 'resumeSelf'
  | 'deleteDetector'
  | 'delete';

/** Where a membership stands: `absent` is a row that does not exist. */
export type MembershipState = RelationshipStatus | 'absent';

type Moves = Partial<Record<MembershipState, MembershipState>>;

/** Created by an event from every state in which the association does not live. */
const UNASSOCIATED_TO_ABSENT: Moves = {
  Created: 'absent',
  Invited: 'absent',
  EmailVerificationInProgress: 'absent',
  EmailVerificationFailed: 'absent',
  Removed: 'absent',
  Resigned: 'absent',
  Deleted: 'absent',
  RegionDisabled: 'absent',
  AccountSuspended: 'absent',
  CannotCreateDetectorInOrganizationMasterAccount: 'absent',
};

/**
 * The whole state machine of the invitation way. What is not listed is refused.
 * Two cells deserve a word. An invitation whose check runs or failed can be taken back like one
 * that arrived. Stopping what is stopped, or starting what runs, changes nothing: the refusal of
 * GuardDuty names accounts that are not associated, and a disabled one still is.
 */
const MOVES: Readonly<Record<MembershipEvent, Moves>> = {
  create: { absent: 'Created', Removed: 'Created' },
  invite: {
    Created: 'EmailVerificationInProgress',
    Resigned: 'EmailVerificationInProgress',
    Removed: 'EmailVerificationInProgress',
  },
  inviteUnchecked: { Created: 'Invited', Resigned: 'Invited', Removed: 'Invited' },
  passCheck: { EmailVerificationInProgress: 'Invited' },
  failCheck: { EmailVerificationInProgress: 'EmailVerificationFailed' },
  accept: { Invited: 'Enabled' },
  decline: { Invited: 'Resigned' },
  disassociate: {
    Invited: 'Removed',
    EmailVerificationInProgress: 'Removed',
    EmailVerificationFailed: 'Removed',
    Enabled: 'Removed',
    Disabled: 'Removed',
  },
  resign: { Enabled: 'Resigned', Disabled: 'Resigned' },
  stopMonitoring: { Enabled: 'Disabled', Disabled: 'Disabled' },
  startMonitoring: { Enabled: 'Enabled', Disabled: 'Enabled' },
  suspendSelf: { Enabled: 'Disabled', Disabled: 'Disabled' },
  resumeSelf: { Enabled: 'Enabled', Disabled: 'Enabled' },
  deleteDetector: { Enabled: 'Removed', Disabled: 'Removed' },
  delete: UNASSOCIATED_TO_ABSENT,
};

export const MEMBERSHIP_EVENTS = Object.keys(MOVES) as readonly MembershipEvent[];

/** The state after an event, or undefined where the event is refused in this state. */
export function nextState(
  state: MembershipState,
  event: MembershipEvent,
): MembershipState | undefined {
  return MOVES[event][state];
}

/** Events that leave a row behind and need nothing but the time. */
export type PlainEvent = Exclude<
  MembershipEvent,
  'create' | 'invite' | 'inviteUnchecked' | 'delete'
>;

/** The row after a plain event, the same row where nothing changes, undefined where refused. */
export function advance(row: Membership, event: PlainEvent, now: number): Membership | undefined {
  const status = MOVES[event][row.status];
  if (status === undefined || status === 'absent') return undefined;
  if (event === 'resumeSelf' && row.stoppedByAdministrator) return undefined;
  const stopped =
    event === 'stopMonitoring' || (row.stoppedByAdministrator && status === 'Disabled');
  if (status === row.status && (stopped ?? false) === (row.stoppedByAdministrator ?? false)) {
    return row;
  }
  const { invitation, stoppedByAdministrator: _, ...rest } = row;
  // An invitation that never passed its check was never shown, so it may not appear afterwards.
  const keep = invitation !== undefined && !(event === 'disassociate' && isUnderCheck(row));
  return {
    ...rest,
    status,
    updatedAt: now,
    ...(stopped && { stoppedByAdministrator: true as const }),
    ...(keep && { invitation }),
  };
}

/** A new row, or a removed one that starts again with nothing of its old invitation. */
export function createMembership(
  existing: Membership | undefined,
  given: Pick<Membership, 'administratorId' | 'region' | 'accountId' | 'email'>,
  now: number,
): Membership | undefined {
  if (nextState(existing?.status ?? 'absent', 'create') !== 'Created') return undefined;
  const { administratorId, region, accountId, email } = given;
  return { administratorId, region, accountId, email, status: 'Created', updatedAt: now };
}

/** The row with a fresh invitation in place of any earlier one; undefined where it is refused. */
export function inviteMembership(
  row: Membership,
  invitation: { readonly invitationId: string; readonly message?: string },
  options: { readonly checked: boolean },
  now: number,
): Membership | undefined {
  const status = MOVES[options.checked ? 'invite' : 'inviteUnchecked'][row.status];
  if (status === undefined || status === 'absent') return undefined;
  return { ...row, status, invitation, invitedAt: now, updatedAt: now };
}

/** Enabled and Disabled are the two states in which the member belongs to the administrator. */
export const ASSOCIATED: readonly RelationshipStatus[] = ['Enabled', 'Disabled'];

export function isAssociated(row: Pick<Membership, 'status'>): boolean {
  return ASSOCIATED.includes(row.status);
}

/** While one of these exists, the administrator's detector cannot be deleted. */
export const HOLDING_DETECTOR: readonly RelationshipStatus[] = [
  'Invited',
  'EmailVerificationInProgress',
  'EmailVerificationFailed',
  'Enabled',
  'Disabled',
];

function isUnderCheck(row: Membership): boolean {
  return row.status === 'EmailVerificationInProgress' || row.status === 'EmailVerificationFailed';
}

/** May the invited account see the invitation? Not before the check of its address has passed. */
export function isShownToMember(row: Membership): boolean {
  return row.invitation !== undefined && !isUnderCheck(row);
}

/** May the invited account delete the invitation? Not while it is open or accepted. */
export function isInvitationDeletable(row: Membership): boolean {
  return isShownToMember(row) && row.status !== 'Invited' && !isAssociated(row);
}

/** Oldest first: clients take the last entry of ListInvitations as the newest. */
export function byInvitation(a: Membership, b: Membership): number {
  const order = (a.invitedAt ?? 0) - (b.invitedAt ?? 0);
  if (order !== 0) return order;
  return a.administratorId < b.administratorId ? -1 : 1;
}

/** Does this very invitation still wait for an answer? */
export function isInvitationOpen(row: Membership | undefined, invitationId: string): boolean {
  return row?.status === 'Invited' && row.invitation?.invitationId === invitationId;
}

/** Why CreateMembers refuses one account. */
export type CreateRefusal = 'createAsMember' | 'createSelf' | 'alreadyMember' | 'memberLimit';

export function refuseCreate(facts: {
  readonly callerIsMember: boolean;
  readonly isSelf: boolean;
  readonly existing: RelationshipStatus | undefined;
  readonly count: number;
  readonly countMax: number;
}): CreateRefusal | undefined {
  if (facts.callerIsMember) return 'createAsMember';
  if (facts.isSelf) return 'createSelf';
  if (nextState(facts.existing ?? 'absent', 'create') === undefined) return 'alreadyMember';
  // A removed row already has its place among the rows that count.
  if (facts.existing === undefined && facts.count >= facts.countMax) return 'memberLimit';
  return undefined;
}

/** Why InviteMembers refuses one account. */
export type InviteRefusal =
  | 'inviteAsMember'
  | 'inviteSelf'
  | 'notAssociated'
  | 'inviteOrganizationMember'
  | 'emailMissing'
  | 'alreadyInvited';

export function refuseInvite(facts: {
  readonly callerIsMember: boolean;
  readonly isSelf: boolean;
  readonly row: Membership | undefined;
}): InviteRefusal | undefined {
  if (facts.callerIsMember) return 'inviteAsMember';
  if (facts.isSelf) return 'inviteSelf';
  if (facts.row === undefined) return 'notAssociated';
  if (facts.row.viaOrganization) return 'inviteOrganizationMember';
  if (facts.row.email === '') return 'emailMissing';
  return nextState(facts.row.status, 'invite') === undefined ? 'alreadyInvited' : undefined;
}

/** Why AcceptInvitation is refused. */
export type AcceptRefusal =
  | 'acceptAsMember'
  | 'acceptWithMembers'
  | 'acceptFromMember'
  | 'noPendingInvitation';

export function refuseAccept(facts: {
  readonly callerIsMember: boolean;
  readonly callerHasMembers: boolean;
  readonly inviterIsMember: boolean;
  readonly row: Membership | undefined;
  readonly invitationId: string;
}): AcceptRefusal | undefined {
  if (facts.callerIsMember) return 'acceptAsMember';
  if (facts.callerHasMembers) return 'acceptWithMembers';
  if (facts.inviterIsMember) return 'acceptFromMember';
  const { row } = facts;
  const open =
    row?.invitation?.invitationId === facts.invitationId &&
    nextState(row.status, 'accept') !== undefined;
  return open ? undefined : 'noPendingInvitation';
}
