import type { Organization } from '../../../domain/account.ts';
import type { StackSet } from '../../../domain/stack-set.ts';
import { ACCESS_PRINCIPAL } from '../../../stacks/sets/organizations-access.ts';
import type { OperationContext } from '../../context.ts';
import { cloudFormationErrors } from '../errors.ts';

/** Whose sets a call is about: a delegated administrator acts for the management account. */
export async function setOwner(
  callAs: string | undefined,
  { accountId, store }: OperationContext,
): Promise<string> {
  if (callAs !== 'DELEGATED_ADMIN') return accountId;
  const organization = await organizationOf(accountId, store);
  const { organizationId = '', managementAccountId } = organization ?? {};
  const delegated = await store.organizations.delegations(organizationId, {
    accountId,
    servicePrincipal: ACCESS_PRINCIPAL,
  });
  if (managementAccountId === undefined || delegated.length === 0) {
    throw cloudFormationErrors.validation('Account used is not a delegated administrator');
  }
  return managementAccountId;
}

export async function organizationOf(
  accountId: string,
  store: OperationContext['store'],
): Promise<Organization | undefined> {
  const account = await store.accounts.get(accountId);
  const { organizationId } = account ?? {};
  return organizationId === undefined ? undefined : store.organizations.get(organizationId);
}

export async function findSet(
  name: string,
  callAs: string | undefined,
  context: OperationContext,
): Promise<StackSet | undefined> {
  const { store, region } = context;
  const owner = await setOwner(callAs, context);
  // An ARN ends with the id; an id is the name and what tells it from others of that name.
  const wanted = name.startsWith('arn:') ? name.slice(name.indexOf('stackset/') + 9) : name;
  if (wanted.includes(':')) {
    const set = await store.stacks.get('set', wanted);
    return set?.accountId === owner && set.region === region ? set : undefined;
  }
  const named = await store.stacks.list('set', { accountId: owner, region, name: wanted });
  return named.find(({ status }) => status === 'ACTIVE');
}

export async function ownSet(
  name: string,
  callAs: string | undefined,
  context: OperationContext,
): Promise<StackSet> {
  const set = await findSet(name, callAs, context);
  if (set === undefined) throw cloudFormationErrors.noSet(name);
  return set;
}

/** The organisation that a service-managed set deploys to, with its trusted access. */
export async function deployableOrganization(
  set: Pick<StackSet, 'accountId'>,
  { store }: OperationContext,
): Promise<Organization> {
  const organization = await organizationOf(set.accountId, store);
  const access = organization
    ? await store.organizations.serviceAccess(organization.organizationId)
    : [];
  const isTrusted = access.some((one) => one.servicePrincipal === ACCESS_PRINCIPAL);
  if (organization === undefined || !isTrusted) throw cloudFormationErrors.noOrganizationsAccess();
  if (organization.managementAccountId !== set.accountId) {
    throw cloudFormationErrors.noOrganizationsAccess();
  }
  return organization;
}

/** Throws OperationInProgressException unless the set may have several in a row. */
export async function mustBeIdle(set: StackSet, { store }: OperationContext): Promise<void> {
  if (set.managedExecution) return;
  const owner = set.stackSetId;
  const [active] = await store.stacks.list('setOperation', { owner, active: true, limit: 1 });
  if (active !== undefined && !active.isAutomatic) {
    throw cloudFormationErrors.inProgress(owner, active.operationId);
  }
}
