import type { Account, Organization } from '../../domain/account.ts';
import { ACCOUNTS_PAGE } from '../../limits.ts';
import type { Store } from '../../store/store.ts';

export interface AccountBelow {
  readonly account: Account;
  readonly unitIds: readonly [string, ...string[]];
}

/**
 * Accounts below these units, those of units inside of them too; the management account never is.
 * A root stands for all. Each with those of the given units that it is in, the nearest first.
 */
export async function accountsBelow(
  units: readonly string[],
  organization: Organization,
  store: Store,
): Promise<ReadonlyMap<string, AccountBelow>> {
  const found = new Map<string, AccountBelow>();
  const { organizationId, rootId, managementAccountId } = organization;
  let after: string | undefined;
  for (;;) {
    const page = await store.accounts.listOfOrganization(organizationId, ACCOUNTS_PAGE, after);
    for (const account of page) {
      if (account.accountId === managementAccountId) continue;
      const upwards =
        account.unitId === undefined ? [] : await store.organizations.unitsUpwards(account.unitId);
      const places = [...upwards.map((unit) => unit.unitId), rootId];
      const [unitId, ...outer] = places.filter((place) => units.includes(place));
      if (unitId !== undefined)
        found.set(account.accountId, { account, unitIds: [unitId, ...outer] });
    }
    after = page.at(-1)?.accountId;
    if (page.length < ACCOUNTS_PAGE || after === undefined) return found;
  }
}
