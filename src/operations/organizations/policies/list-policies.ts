import { hasAllFeatures, readableOrganization } from '../caller-organization.ts';
import { query } from '../operation.ts';
import { pageOf } from '../page.ts';
import { policySummary } from './policy-shape.ts';
import { isEvaluated } from './policy-type.ts';

/** The organisation's own and AWS's, ascending by id. */
export const listPolicies = query('ListPolicies', async (input, context) => {
  const organization = await readableOrganization(context);
  if (!isEvaluated(input.Filter) || !hasAllFeatures(organization)) return { Policies: [] };
  const { organizationId } = organization;
  const { rows, NextToken } = await pageOf(
    'organizations-policies',
    input,
    (limit, after) => context.store.organizations.listPolicies(organizationId, limit, after),
    (policy) => policy.policyId,
  );
  const scope = { organization, partition: context.partition };
  return { Policies: rows.map((policy) => policySummary(policy, scope)), NextToken };
});
