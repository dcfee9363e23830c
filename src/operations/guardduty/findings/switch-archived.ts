import type { OperationContext } from '../../context.ts';
import { guardDutyError } from '../errors.ts';
import { ownDetector } from '../own-detector.ts';
import { visibleAccounts } from './visible-accounts.ts';

/**
 * Archives findings or brings them back. Only an administrator and a lone account may (user guide,
 * permissions). An id that is not among the caller's findings refuses the whole request: nobody
 * should believe that a finding was archived which was not.
 */
export async function switchArchived(
  input: { readonly DetectorId: string; readonly FindingIds: readonly string[] },
  context: OperationContext,
  archived: boolean,
): Promise<void> {
  await ownDetector(context, input.DetectorId);
  const { store, accountId, region, clock } = context;
  const association = await store.members.associationOf(accountId, region);
  if (association !== undefined) throw guardDutyError('notAuthorized');
  const accountIds = await visibleAccounts(context);
  const ids = [...new Set(input.FindingIds)];
  const { findings } = store;
  const found = await findings.setArchived(accountIds, region, ids, archived, clock.now());
  if (found < ids.length) throw guardDutyError('invalidInput');
}
