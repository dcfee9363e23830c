import type { Account, Organization } from '../../domain/account.ts';
import type { OrganizationalUnit } from '../../domain/organization.ts';
import type { OperationContext } from '../context.ts';
import { organizationsErrors } from './errors.ts';

type Store = OperationContext['store'];

/** Where accounts and units are: the root (no unit) or a unit. */
export interface Container {
  readonly id: string;
  readonly unit?: OrganizationalUnit;
}

/** The root or a unit of this organisation; undefined for anything else. */
export async function findContainer(
  id: string,
  { organizationId, rootId }: Organization,
  store: Store,
): Promise<Container | undefined> {
  if (id === rootId) return { id };
  const unit = await store.organizations.getUnit(id);
  return unit?.organizationId === organizationId ? { id, unit } : undefined;
}

/** The same, with ParentNotFoundException. */
export async function parentContainer(
  id: string,
  organization: Organization,
  store: Store,
): Promise<Container> {
  const container = await findContainer(id, organization, store);
  if (container === undefined) throw organizationsErrors.parentNotFound();
  return container;
}

/** A unit of this organisation, with OrganizationalUnitNotFoundException. */
export async function ownUnit(
  unitId: string,
  organization: Organization,
  store: Store,
): Promise<OrganizationalUnit> {
  const unit = await store.organizations.getUnit(unitId);
  if (unit?.organizationId !== organization.organizationId)
    throw organizationsErrors.unitNotFound();
  return unit;
}

/** An account of this organisation, with AccountNotFoundException. */
export async function ownAccount(
  accountId: string,
  organization: Organization,
  store: Store,
): Promise<Account> {
  const account = await store.accounts.get(accountId);
  if (account?.organizationId !== organization.organizationId) {
    throw organizationsErrors.accountNotFound();
  }
  return account;
}
