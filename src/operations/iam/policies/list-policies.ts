import { awsManagedPolicies } from '../../../domain/aws-managed-policies.ts';
import { type ManagedPolicy, type PolicyUse, refOf } from '../../../domain/iam.ts';
import { query } from '../operation.ts';
import { pageOfAll } from '../page.ts';
import { policyShape } from '../shapes.ts';

/** The caller's own and AWS's, each with the caller's own counts. */
export const listPolicies = query('ListPolicies', async (input, context) => {
  const { store, accountId, partition } = context;
  const { Scope: scope = 'All', PathPrefix: prefix = '/', PolicyUsageFilter: usage } = input;
  const usesByPolicy = groupUses(await store.iam.uses(accountId));
  const usesOf = (policy: ManagedPolicy) => usesByPolicy.get(refOf(policy)) ?? [];
  const own = scope === 'AWS' ? [] : await store.iam.listPolicies(accountId);
  const all = scope === 'Local' ? own : [...own, ...awsManagedPolicies];
  const purpose = usage === 'PermissionsBoundary' ? 'boundary' : 'attached';
  const wanted = all.filter((policy) => {
    const uses = usesOf(policy);
    if (!policy.path.startsWith(prefix)) return false;
    if (usage !== undefined && !uses.some((use) => use.purpose === purpose)) return false;
    return input.OnlyAttached !== true || uses.some((use) => use.purpose === 'attached');
  });
  const keyOf = (policy: ManagedPolicy) => `${policy.accountId}:${policy.name}`;
  const { items, ...page } = pageOfAll(wanted, input, keyOf);
  return {
    Policies: items.map((policy) => policyShape(policy, usesOf(policy), partition)),
    ...page,
  };
});

function groupUses(uses: readonly PolicyUse[]): Map<string, PolicyUse[]> {
  const groups = new Map<string, PolicyUse[]>();
  for (const use of uses) groups.set(use.policy, [...(groups.get(use.policy) ?? []), use]);
  return groups;
}
