import type { Membership } from '../../../domain/membership.ts';
import { advance } from '../../../domain/membership.ts';
import type { OperationContext } from '../../context.ts';
import { guardDutyError } from '../errors.ts';
import { offerToOrganization } from '../organization/follow-account.ts';
import { ownDetector } from '../own-detector.ts';

/** The row that makes the caller a member; undefined for an administrator or a lone account. */
export async function administratorRow(
  context: OperationContext,
  detectorId: string,
): Promise<Membership | undefined> {
  await ownDetector(context, detectorId);
  return context.store.members.associationOf(context.accountId, context.region);
}

/**
 * The caller leaves its administrator and goes on alone, with its detector as it is. A member of an
 * organisation may not (user guide, permissions); the API reference names only the case of ALL.
 */
export async function leaveAdministrator(
  context: OperationContext,
  detectorId: string,
): Promise<void> {
  const row = await administratorRow(context, detectorId);
  const left = row && advance(row, 'resign', context.clock.now());
  if (left === undefined) throw guardDutyError('noAdministrator');
  if (row?.viaOrganization) throw guardDutyError(await heldBecause(context, row));
  await context.store.members.put(left);
  await offerToOrganization(context, context.accountId);
}

async function heldBecause({ store, region }: OperationContext, row: Membership) {
  const administrator = await store.accounts.get(row.administratorId);
  const { organizationId = '' } = administrator ?? {};
  const administration = await store.administrations.get(organizationId, region);
  return administration?.autoEnable === 'ALL' ? 'autoEnableAll' : 'notAuthorized';
}
