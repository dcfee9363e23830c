import { advance, type Membership, type PlainEvent } from '../../../domain/membership.ts';
import type { OperationContext } from '../../context.ts';
import type { ErrorName } from '../errors.ts';
import { isHeldByOrganization } from '../organization/held-by-organization.ts';

/**
 * Lets an event happen to one member of the caller.
 * @returns the row afterwards, or the refusal where there is none or the event does not fit it.
 */
export async function changeMember(
  context: OperationContext,
  memberId: string,
  event: PlainEvent,
): Promise<{ row: Membership } | { refusal: ErrorName }> {
  const { store, accountId, region } = context;
  const before = await store.members.get(accountId, region, memberId);
  const row = before && advance(before, event, context.clock.now());
  if (row === undefined) return { refusal: 'notAssociated' };
  const ends = event === 'disassociate' || event === 'stopMonitoring';
  if (ends && (await isHeldByOrganization(context, row))) return { refusal: 'autoEnableAll' };
  if (row !== before) await store.members.put(row);
  return { row };
}
