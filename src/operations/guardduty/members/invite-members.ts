import { inviteMembership, refuseInvite } from '../../../domain/membership.ts';
import { hexId } from '../../../lib/ids.ts';
import { eachAccount } from '../each-account.ts';
import { operation } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';

/**
 * Invites created, resigned and removed members. Without e-mail the invitation is there at once;
 * with e-mail it waits until the address turned out to be the account's own.
 */
export const inviteMembers = operation('InviteMembers', async (input, context) => {
  await ownDetector(context, input.DetectorId);
  const { store, accountId: administratorId, region } = context;
  const callerIsMember = (await store.members.associationOf(administratorId, region)) !== undefined;
  const checked = input.DisableEmailNotification !== true;
  let waiting = false;
  const refused = await eachAccount(input.AccountIds, async (memberId) => {
    const row = await store.members.get(administratorId, region, memberId);
    const refusal = refuseInvite({ callerIsMember, isSelf: memberId === administratorId, row });
    if (refusal !== undefined || row === undefined) return refusal;
    const message = input.Message;
    const invitation = { invitationId: hexId(), ...(message !== undefined && { message }) };
    const invited = inviteMembership(row, invitation, { checked }, context.clock.now());
    if (invited !== undefined) await store.members.put(invited);
    waiting ||= checked;
    return undefined;
  });
  if (waiting) context.services.wakeEmailChecks();
  return { UnprocessedAccounts: refused };
});
