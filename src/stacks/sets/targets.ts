import type { Account, Organization } from '../../domain/account.ts';
import { ACCOUNTS_PAGE } from '../../limits.ts';
import type { Store } from '../../store/store.ts';

/**
 * Accounts below these units, those of units inside of them too; the management account never is.
 * A root stands for all. Each with the one of the given units that it is in.
 */
export async function accountsBelow(
  units: readonly string[],
  organization: Organization,
  store: Store,
): Promise<ReadonlyMap<string, { readonly account: Account; readonly unitId: string }>> {
  const found = new Map<string, { account: Account; unitId: string }>();
  const { organizationId, rootId, managementAccountId } = organization;
  let after: string | undefined;
  for (;;) {
    const page = await store.accounts.listOfOrganization(organizationId, ACCOUNTS_PAGE, after);
    for (const account of page) {
      if (account.accountId === managementAccountId) continue;
      const upwards =
        account.unitId === undefined ? [] : await store.organizations.unitsUpwards(account.unitId);
      const places = [...upwards.map((unit) => unit.unitId), rootId];
      const unitId = places.find((place) => units.includes(place));
      if (unitId !== undefined) found.set(account.accountId, { account, unitId });
    }
    after = page.at(-1)?.accountId;
    if (page.length < ACCOUNTS_PAGE || after === undefined) return found;
  }
}
