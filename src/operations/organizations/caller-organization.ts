import type { Organization } from '../../domain/account.ts';
import type { OperationContext } from '../context.ts';
import { organizationsErrors } from './errors.ts';

/** The caller's organisation; AWSOrganizationsNotInUseException where it is in none. */
export async function callerOrganization(context: OperationContext): Promise<Organization> {
  const account = await context.store.accounts.get(context.accountId);
  if (account?.organizationId === undefined) throw organizationsErrors.notInUse();
  const organization = await context.store.organizations.get(account.organizationId);
  if (organization === undefined) throw organizationsErrors.notInUse();
  return organization;
}

/** The same, for what only the management account may do. */
export async function managedOrganization(context: OperationContext): Promise<Organization> {
  const organization = await callerOrganization(context);
  if (organization.managementAccountId !== context.accountId) {
    throw organizationsErrors.accessDenied();
  }
  return organization;
}
