import { advance, isShownToMember } from '../../../domain/membership.ts';
import { eachAccount } from '../each-account.ts';
import { operation } from '../operation.ts';

/** Declines open invitations of these administrators; their rows show Resigned. */
export const declineInvitations = operation('DeclineInvitations', async (input, context) => {
  const { store, accountId, region, clock } = context;
  const refused = await eachAccount(input.AccountIds, async (administratorId) => {
    const row = await store.members.get(administratorId, region, accountId);
    if (row === undefined || !isShownToMember(row)) return 'noInvitation';
    const declined = advance(row, 'decline', clock.now());
    if (declined === undefined) return 'noPendingInvitation';
    await store.members.put(declined);
    return undefined;
  });
  return { UnprocessedAccounts: refused };
});
