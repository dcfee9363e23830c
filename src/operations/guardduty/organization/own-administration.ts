import type { Account, Organization } from '../../../domain/account.ts';
import type { Administration } from '../../../domain/administration.ts';
import type { OperationContext } from '../../context.ts';
import { guardDutyError } from '../errors.ts';

/** What the caller administers in this Region; undefined for all but a delegated administrator. */
export async function administrationOf(
  context: OperationContext,
): Promise<Administration | undefined> {
  const { store, accountId, region } = context;
  const account = await store.accounts.get(accountId);
  if (account?.organizationId === undefined) return undefined;
  const administration = await store.administrations.get(account.organizationId, region);
  return administration?.administratorId === accountId ? administration : undefined;
}

/**
 * The same, refusing everybody else. Two texts were observed for that: one for an account that
 * lacks a right in its organisation, one for an account that is on its own.
 */
export async function ownAdministration(context: OperationContext): Promise<Administration> {
  const administration = await administrationOf(context);
  if (administration !== undefined) return administration;
  const account = await context.store.accounts.get(context.accountId);
  const isAlone = account?.organizationId === undefined;
  throw guardDutyError(isAlone ? 'invalidInput' : 'organizationPermission');
}

/** The caller's organisation, for what only its management account may do. */
export async function managedOrganization(
  context: OperationContext,
): Promise<{ organization: Organization; management: Account }> {
  const { store, accountId } = context;
  const management = await store.accounts.get(accountId);
  const id = management?.organizationId;
  const organization = id === undefined ? undefined : await store.organizations.get(id);
  if (management === undefined || organization?.managementAccountId !== accountId) {
    throw guardDutyError('notOrganizationMaster');
  }
  return { organization, management };
}
