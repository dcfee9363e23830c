import type { Finding } from '@aws-sdk/client-guardduty';
import { compileCriteria } from '../domain/compile-criteria.ts';
import { parseFilterCriteria } from '../domain/criteria.ts';
import type { Store } from '../store/store.ts';

/** What suppression reads of a store. */
export interface SuppressionStore {
  readonly members: Pick<Store['members'], 'associationOf'>;
  readonly filters: Pick<Store['filters'], 'suppressing'>;
}

/**
 * Says of an occurrence, in the shape in which it is about to be stored, whether a suppression rule
 * archives it. The rules are those of its account or, where this is a member, those of its
 * administrator: a member's own ones sleep meanwhile. They are read once for each account and
 * Region, and when the first finding asks, so one of these is to be made for each transaction.
 */
export type Suppression = (finding: Finding) => Promise<boolean>;

type Rule = (finding: Finding) => boolean;

export function createSuppression(store: SuppressionStore): Suppression {
  const rulesByScope = new Map<string, Promise<readonly Rule[]>>();
  return async (finding) => {
    const { AccountId: accountId = '', Region: region = '' } = finding;
    const scope = `${accountId} ${region}`;
    const rules = rulesByScope.get(scope) ?? rulesFor(store, accountId, region);
    rulesByScope.set(scope, rules);
    const inForce = await rules;
    if (inForce.length === 0) return false;
    const occurrence = withArchived(finding, false);
    return inForce.some((meets) => meets(occurrence));
  };
}

/**
 * The finding as it is to be stored: archived where a rule says so. No rule ever brings one back.
 * What rules say of `service.archived` is about the occurrence, which nobody has archived yet: the
 * console's rules ask for `false`, and would otherwise let go of what they have archived.
 */
export async function suppressed(finding: Finding, suppression: Suppression): Promise<Finding> {
  return (await suppression(finding)) ? withArchived(finding, true) : finding;
}

function withArchived(finding: Finding, Archived: boolean): Finding {
  return { ...finding, Service: { ...finding.Service, Archived } };
}

async function rulesFor(
  store: SuppressionStore,
  accountId: string,
  region: string,
): Promise<readonly Rule[]> {
  const association = await store.members.associationOf(accountId, region);
  const rulerId = association?.administratorId ?? accountId;
  const filters = await store.filters.suppressing(rulerId, region);
  return filters.map((filter) =>
    compileCriteria(parseFilterCriteria(filter.criteria, filter.action)),
  );
}
