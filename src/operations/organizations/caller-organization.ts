import type { Account, Organization } from '../../domain/account.ts';
import type { OperationContext } from '../context.ts';
import { organizationsErrors } from './errors.ts';

/** The caller's account as it is stored. */
export async function callerAccount(context: OperationContext): Promise<Account> {
  const account = await context.store.accounts.get(context.accountId);
  if (account === undefined) throw organizationsErrors.accessDenied();
  return account;
}

/** The caller's organisation; AWSOrganizationsNotInUseException where it is in none. */
export async function callerOrganization(context: OperationContext): Promise<Organization> {
  const { organizationId } = await callerAccount(context);
  if (organizationId === undefined) throw organizationsErrors.notInUse();
  const organization = await context.store.organizations.get(organizationId);
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

/** The same, for what delegated administrators of any service may read besides. */
export async function readableOrganization(context: OperationContext): Promise<Organization> {
  const organization = await callerOrganization(context);
  const { accountId } = context;
  if (organization.managementAccountId === accountId) return organization;
  const { organizationId } = organization;
  const delegations = await context.store.organizations.delegations(organizationId, { accountId });
  if (delegations.length === 0) throw organizationsErrors.accessDenied();
  return organization;
}

/** Policies and their attachments exist only where all features are enabled. */
export function hasAllFeatures(organization: Organization): boolean {
  return organization.featureSet === 'ALL';
}
