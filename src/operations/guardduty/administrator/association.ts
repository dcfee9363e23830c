import type { Membership } from '../../../domain/membership.ts';
import { advance } from '../../../domain/membership.ts';
import type { OperationContext } from '../../context.ts';
import { guardDutyError } from '../errors.ts';
import { ownDetector } from '../own-detector.ts';

/** The row that makes the caller a member; undefined for an administrator or a lone account. */
export async function administratorRow(
  context: OperationContext,
  detectorId: string,
): Promise<Membership | undefined> {
  await ownDetector(context, detectorId);
  return context.store.members.associationOf(context.accountId, context.region);
}

/** The caller leaves its administrator and goes on alone, with its detector as it is. */
export async function leaveAdministrator(
  context: OperationContext,
  detectorId: string,
): Promise<void> {
  const row = await administratorRow(context, detectorId);
  const left = row && advance(row, 'resign', context.clock.now());
  if (left === undefined) throw guardDutyError('noAdministrator');
  await context.store.members.put(left);
}
