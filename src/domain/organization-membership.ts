import type { Membership, RelationshipStatus } from './membership.ts';
import { isAssociated } from './membership.ts';

/** Why an account of the organisation cannot be made a member. */
export type EnrolRefusal =
  | 'createSelf'
  | 'alreadyMember'
  | 'accountInternalError'
  | 'memberOfAnother'
  | 'accountHasMembers'
  | 'organizationMasterFirst'
  | 'memberLimit';

export function refuseEnrol(facts: {
  readonly isSelf: boolean;
  readonly existing: RelationshipStatus | undefined;
  readonly isSuspended: boolean;
  readonly isMemberOfAnother: boolean;
  readonly hasMembers: boolean;
  /** The management account decides by itself whether it uses GuardDuty. */
  readonly isManagement: boolean;
  readonly hasDetector: boolean;
  readonly hasRoom: boolean;
}): EnrolRefusal | undefined {
  if (facts.isSelf) return 'createSelf';
  if (facts.existing !== undefined && isAssociated({ status: facts.existing })) {
    return 'alreadyMember';
  }
  if (facts.isSuspended) return 'accountInternalError';
  if (facts.isMemberOfAnother) return 'memberOfAnother';
  if (facts.hasMembers) return 'accountHasMembers';
  if (facts.isManagement && !facts.hasDetector) return 'organizationMasterFirst';
  // A row that is there already has its place among those that count.
  return facts.existing === undefined && !facts.hasRoom ? 'memberLimit' : undefined;
}

/**
 * The row of an account that the organisation brings in: no invitation, and yet a time for it,
 * because clients read it of every associated member.
 */
export function enrolMembership(
  given: Pick<Membership, 'administratorId' | 'region' | 'accountId' | 'email'>,
  now: number,
): Membership {
  const { administratorId, region, accountId, email } = given;
  return {
    administratorId,
    region,
    accountId,
    email,
    status: 'Enabled',
    viaOrganization: true,
    invitedAt: now,
    updatedAt: now,
  };
}

/** The row after the account has left the organisation, or its administrator is one no more. */
export function releaseMembership(row: Membership, now: number): Membership {
  const { viaOrganization: _before, ...rest } = row;
  return { ...rest, status: releasedStatus(row.status), updatedAt: now };
}

/** States that only the organisation's way knows end with it. */
export const ENDED_WITH_ORGANIZATION: readonly RelationshipStatus[] = [
  'Enabled',
  'Disabled',
  'AccountSuspended',
  'RegionDisabled',
  'CannotCreateDetectorInOrganizationMasterAccount',
];

function releasedStatus(status: RelationshipStatus): RelationshipStatus {
  return ENDED_WITH_ORGANIZATION.includes(status) ? 'Removed' : status;
}
