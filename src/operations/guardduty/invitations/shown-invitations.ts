import { byInvitation, isShownToMember, type Membership } from '../../../domain/membership.ts';
import type { OperationContext } from '../../context.ts';

/** What was sent to the caller in this Region and has passed its check, oldest first. */
export async function shownInvitations(context: OperationContext): Promise<Membership[]> {
  const rows = await context.store.members.listOfMember(context.accountId, context.region);
  return rows.filter(isShownToMember).sort(byInvitation);
}
