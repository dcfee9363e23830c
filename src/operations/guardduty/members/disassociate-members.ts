import { eachAccount } from '../each-account.ts';
import { operation } from '../operation.ts';
import { offerToOrganization } from '../organization/follow-account.ts';
import { ownDetector } from '../own-detector.ts';
import { changeMember } from './change-member.ts';

/** Ends associations and takes open invitations back; the member's detector stays as it is. */
export const disassociateMembers = operation('DisassociateMembers', async (input, context) => {
  await ownDetector(context, input.DetectorId);
  const refused = await eachAccount(input.AccountIds, async (memberId) => {
    const outcome = await changeMember(context, memberId, 'disassociate');
    if ('refusal' in outcome) return outcome.refusal;
    await offerToOrganization(context, memberId);
    return undefined;
  });
  return { UnprocessedAccounts: refused };
});
