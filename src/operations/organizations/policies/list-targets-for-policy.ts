import { readableOrganization } from '../caller-organization.ts';
import { query } from '../operation.ts';
import { pageOf } from '../page.ts';
import { ownTarget } from '../target.ts';
import { ownPolicy } from './own-policy.ts';

/** Roots, units and accounts that the policy is attached to, ascending by id. */
export const listTargetsForPolicy = query('ListTargetsForPolicy', async (input, context) => {
  const organization = await readableOrganization(context);
  const { policyId } = await ownPolicy(input.PolicyId, organization, context);
  const { organizationId } = organization;
  const { organizations } = context.store;
  const { rows, NextToken } = await pageOf(
    'organizations-targets',
    input,
    (limit, after) => organizations.targetsOfPolicy(organizationId, policyId, limit, after),
    (id) => id,
  );
  const targets = await Promise.all(rows.map((id) => ownTarget(id, organization, context)));
  return {
    Targets: targets.map(({ id, arn, name, type }) => ({
      TargetId: id,
      Arn: arn,
      Name: name,
      Type: type,
    })),
    NextToken,
  };
});
