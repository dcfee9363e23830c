import { nextState } from '../../../domain/membership.ts';
import { eachAccount } from '../each-account.ts';
import { operation } from '../operation.ts';
import { isHeldByOrganization } from '../organization/held-by-organization.ts';
import { ownDetector } from '../own-detector.ts';

/** Forgets members that are not associated, with their invitations. */
export const deleteMembers = operation('DeleteMembers', async (input, context) => {
  await ownDetector(context, input.DetectorId);
  const { store, accountId, region } = context;
  const refused = await eachAccount(input.AccountIds, async (memberId) => {
    const row = await store.members.get(accountId, region, memberId);
    if (row === undefined) return 'notAssociated';
    if (nextState(row.status, 'delete') === undefined) return 'memberStillAssociated';
    if (await isHeldByOrganization(context, row)) return 'autoEnableAll';
    await store.members.delete(accountId, region, memberId);
    return undefined;
  });
  // A place became free, which an account of the organisation may wait for.
  context.services.wakeAutoEnable();
  return { UnprocessedAccounts: refused };
});
