import { eachAccount } from '../each-account.ts';
import { operation } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';
import { changeMember } from './change-member.ts';

/** Ends associations and takes open invitations back; the member's detector stays as it is. */
export const disassociateMembers = operation('DisassociateMembers', async (input, context) => {
  await ownDetector(context, input.DetectorId);
  const refused = await eachAccount(input.AccountIds, async (memberId) => {
    const outcome = await changeMember(context, memberId, 'disassociate');
    return 'refusal' in outcome ? outcome.refusal : undefined;
  });
  return { UnprocessedAccounts: refused };
});
