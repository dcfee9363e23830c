import type { Member } from '@aws-sdk/client-guardduty';
import { isAssociated, type Membership } from '../../../domain/membership.ts';
import { isoMillis } from '../../../lib/clock.ts';
import type { OperationContext } from '../../context.ts';

/**
 * A row as GetMembers and ListMembers show it. The member's detector id is shown only while it is
 * associated: an account that has agreed to nothing keeps its detector to itself.
 */
export async function describeMember(context: OperationContext, row: Membership): Promise<Member> {
  const detectorId = isAssociated(row)
    ? await context.store.detectors.idOf(row.accountId, row.region)
    : undefined;
  return {
    AccountId: row.accountId,
    MasterId: row.administratorId,
    AdministratorId: row.administratorId,
    Email: row.email,
    RelationshipStatus: row.status,
    UpdatedAt: isoMillis(row.updatedAt),
    ...(row.invitedAt !== undefined && { InvitedAt: isoMillis(row.invitedAt) }),
    ...(detectorId !== undefined && { DetectorId: detectorId }),
  };
}
