import type { Account, Organization } from '../../../domain/account.ts';
import type { OperationContext } from '../../context.ts';
import { accountLeft } from '../../guardduty/organization/follow-account.ts';
import { organizationsErrors } from '../errors.ts';

/**
 * Takes a member out, with its policies and tags. There is no billing here whose particulars a
 * standalone account would have to give first, as it has to on AWS.
 */
export async function leaveOrganization(
  account: Account,
  organization: Organization,
  context: OperationContext,
): Promise<void> {
  const { accountId } = account;
  const { organizationId, managementAccountId } = organization;
  if (accountId === managementAccountId) throw organizationsErrors.masterCannotLeave();
  const { organizations } = context.store;
  const delegations = await organizations.delegations(organizationId, { accountId });
  if (delegations.length > 0) {
    throw organizationsErrors.violates('CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG');
  }
  await organizations.detachAll(organizationId, accountId);
  await organizations.putTags(organizationId, accountId, {});
  await context.store.accounts.put(outside(account));
  await accountLeft(context, organizationId, accountId);
}

/** The account without its place in an organisation. */
export function outside(account: Account): Account {
  const { organizationId: _o, unitId: _u, joinedMethod: _m, joinedAt: _at, ...rest } = account;
  return rest;
}
