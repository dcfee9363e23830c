import { advance, HOLDING_DETECTOR } from '../../../domain/membership.ts';
import { PAGE_RESULTS_DEFAULT } from '../../../limits.ts';
import type { OperationContext } from '../../context.ts';
import { guardDutyError } from '../errors.ts';
import { operation } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';

/**
 * Findings and settings are gone for good, and so are the rows of members that hold nothing any
 * more: without a detector no call could reach them. A member that leaves so shows as Removed; one
 * via the organisation may not (user guide, permissions).
 */
export const deleteDetector = operation('DeleteDetector', async (input, context) => {
  await ownDetector(context, input.DetectorId);
  const { store, accountId, region, clock } = context;
  if (await store.members.hasStatus(accountId, region, HOLDING_DETECTOR)) {
    throw guardDutyError('detectorHasMembers');
  }
  const association = await store.members.associationOf(accountId, region);
  if (association?.viaOrganization) throw guardDutyError('notAuthorized');
  const left = association && advance(association, 'deleteDetector', clock.now());
  if (left !== undefined) await store.members.put(left);
  await forgetMembers(context);
  await store.detectors.delete(accountId, region);
  return {};
});

async function forgetMembers(context: OperationContext): Promise<void> {
  const { store, accountId, region } = context;
  const options = { onlyAssociated: false, limit: PAGE_RESULTS_DEFAULT };
  for (;;) {
    const rows = await store.members.listOfAdministrator(accountId, region, options);
    if (rows.length === 0) return;
    for (const row of rows) await store.members.delete(accountId, region, row.accountId);
  }
}
