import type { Membership } from './membership.ts';
import { partitionOf } from './regions.ts';

/** AWS checks addresses in this Region, whatever Region they are invited in. */
const HOME_REGION = 'us-east-1';

/**
 * Where the address of an invitation is checked: in the home Region, as on AWS, whose guide says so
 * since the address leaves the Region of the invitation for it. Partitions share nothing: in
 * another one the check stays where the invitation is.
 */
export function emailCheckRegion(invitationRegion: string, homeRegion: string): string {
  const isReached = partitionOf(invitationRegion) === partitionOf(homeRegion);
  return isReached ? homeRegion : invitationRegion;
}

/** What the trail of the inviting account is told of a check that has ended. */
export function emailCheckNote(row: Membership, homeRegion: string = HOME_REGION) {
  const { administratorId, accountId, region, status } = row;
  return {
    accountId: administratorId,
    region: emailCheckRegion(region, homeRegion),
    source: 'guardduty.amazonaws.com',
    name: 'VerifyMemberEmail',
    details: {
      memberAccountId: accountId,
      invitationRegion: region,
      verified: status === 'Invited',
    },
  };
}
