import { isAssociated } from '../../../domain/membership.ts';
import { query } from '../operation.ts';
import { shownInvitations } from './shown-invitations.ts';

/** Counts what ListInvitations lists, but for the accepted one. */
export const getInvitationsCount = query('GetInvitationsCount', async (_input, context) => {
  const rows = await shownInvitations(context);
  return { InvitationsCount: rows.filter((row) => !isAssociated(row)).length };
});
