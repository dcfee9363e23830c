import {
  isAssociated,
  type Membership,
  type RelationshipStatus,
} from '../../../domain/membership.ts';
import { releaseMembership } from '../../../domain/organization-membership.ts';
import type { OperationContext } from '../../context.ts';

/** What Organizations' operations hand over when an account's place in the organisation changes. */
type Following = Pick<OperationContext, 'store' | 'services' | 'clock'>;

/**
 * An account has joined. In every Region where the administrator enables accounts that join, it
 * waits to be made a member; where it is one by invitation, it becomes one of the organisation.
 */
export async function accountJoined(
  { store, services, clock }: Following,
  organizationId: string,
  accountId: string,
): Promise<void> {
  for (const administration of await store.administrations.listOfOrganization(organizationId)) {
    const { administratorId, region, autoEnable } = administration;
    const row = await store.members.get(administratorId, region, accountId);
    if (row !== undefined) {
      await store.members.put({ ...row, viaOrganization: true, updatedAt: clock.now() });
    }
    if (autoEnable !== 'NONE') await store.administrations.wait(administration, accountId);
  }
  services.wakeAutoEnable();
}

/**
 * An account has left: it is no member any more, and what it administered for the organisation
 * has ended. Its detectors stay as they are.
 */
export async function accountLeft(
  { store, clock }: Following,
  organizationId: string,
  accountId: string,
): Promise<void> {
  const now = clock.now();
  for (const administration of await store.administrations.listOfOrganization(organizationId)) {
    const { administratorId, region } = administration;
    await store.administrations.stopWaiting(administration, accountId);
    if (administratorId !== accountId) continue;
    await store.members.releaseOrganization(administratorId, region, now);
    await store.administrations.delete(organizationId, region);
  }
  for (const row of await organizationRows(store, accountId)) {
    await store.members.put(releaseMembership(row, now));
  }
}

/** An account was closed: its administrator sees it as suspended, and not as associated. */
export async function accountSuspended(
  { store, clock }: Following,
  accountId: string,
): Promise<void> {
  const status: RelationshipStatus = 'AccountSuspended';
  for (const row of await organizationRows(store, accountId)) {
    if (!isAssociated(row)) continue;
    await store.members.put({ ...row, status, updatedAt: clock.now() });
  }
}

/**
 * Something that kept an account of an organisation from being a member in this Region may be gone:
 * where all accounts are to be members, it is tried again.
 */
export async function offerToOrganization(
  { store, services, region }: Pick<OperationContext, 'store' | 'services' | 'region'>,
  accountId: string,
): Promise<void> {
  const account = await store.accounts.get(accountId);
  if (account?.organizationId === undefined) return;
  const administration = await store.administrations.get(account.organizationId, region);
  if (administration === undefined) return;
  const { administratorId, autoEnable } = administration;
  if (autoEnable === 'ALL' && administratorId !== accountId) {
    await store.administrations.wait(administration, accountId);
  }
  services.wakeAutoEnable();
}

async function organizationRows(
  store: Following['store'],
  accountId: string,
): Promise<Membership[]> {
  const rows = await store.members.listOfMemberEverywhere(accountId);
  return rows.filter((row) => row.viaOrganization);
}
