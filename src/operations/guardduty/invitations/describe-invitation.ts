import type { Invitation } from '@aws-sdk/client-guardduty';
import type { Membership } from '../../../domain/membership.ts';
import { isoMillis } from '../../../lib/clock.ts';

/** A row from the member's side: Invitation, Administrator and Master all look like this. */
export function describeInvitation(row: Membership): Invitation {
  return {
    AccountId: row.administratorId,
    RelationshipStatus: row.status,
    ...(row.invitation !== undefined && { InvitationId: row.invitation.invitationId }),
    ...(row.invitedAt !== undefined && { InvitedAt: isoMillis(row.invitedAt) }),
  };
}
