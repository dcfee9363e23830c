import type { OperationContext } from '../context.ts';
import { guardDutyError } from './errors.ts';

/**
 * Refuses a member, stopped or not, what only an administrator and a lone account may do (user
 * guide, permissions).
 */
export async function refuseMember({ store, accountId, region }: OperationContext): Promise<void> {
  const association = await store.members.associationOf(accountId, region);
  if (association !== undefined) throw guardDutyError('notAuthorized');
}
