import { readableOrganization } from '../caller-organization.ts';
import { query } from '../operation.ts';
import { pageOfAll } from '../page.ts';
import { ownTarget } from '../target.ts';
import { policySummary } from './policy-shape.ts';
import { isEvaluated } from './policy-type.ts';

/** Those attached to the target itself; what it inherits from above is not among them. */
export const listPoliciesForTarget = query('ListPoliciesForTarget', async (input, context) => {
  const organization = await readableOrganization(context);
  const target = await ownTarget(input.TargetId, organization, context);
  if (!isEvaluated(input.Filter)) return { Policies: [] };
  const { organizationId } = organization;
  const attached = await context.store.organizations.policiesOfTarget(organizationId, target.id);
  const { rows, NextToken } = await pageOfAll(
    'organizations-policies-for-target',
    input,
    attached,
    (policy) => policy.policyId,
  );
  const scope = { organization, partition: context.partition };
  return { Policies: rows.map((policy) => policySummary(policy, scope)), NextToken };
});
