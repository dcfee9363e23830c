import { isInvitationDeletable, isShownToMember } from '../../../domain/membership.ts';
import { eachAccount } from '../each-account.ts';
import { operation } from '../operation.ts';

/** Takes invitations out of the caller's list; the administrators keep their rows. */
export const deleteInvitations = operation('DeleteInvitations', async (input, context) => {
  const { store, accountId, region } = context;
  const refused = await eachAccount(input.AccountIds, async (administratorId) => {
    const row = await store.members.get(administratorId, region, accountId);
    if (row === undefined || !isShownToMember(row)) return 'noInvitation';
    if (!isInvitationDeletable(row)) return 'invitationStillNeeded';
    const { invitation: _gone, ...rest } = row;
    await store.members.put(rest);
    return undefined;
  });
  return { UnprocessedAccounts: refused };
});
