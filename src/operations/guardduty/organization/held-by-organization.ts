import type { Membership } from '../../../domain/membership.ts';
import type { OperationContext } from '../../context.ts';
import { administrationOf } from './own-administration.ts';

/**
 * May the caller's member not be let go or stopped? Not while all accounts of its organisation are
 * enabled by themselves (model: DisassociateMembers, DeleteMembers, StopMonitoringMembers).
 */
export async function isHeldByOrganization(
  context: OperationContext,
  row: Membership,
): Promise<boolean> {
  if (!row.viaOrganization) return false;
  return (await administrationOf(context))?.autoEnable === 'ALL';
}
