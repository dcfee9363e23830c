import { readableOrganization } from '../caller-organization.ts';
import { query } from '../operation.ts';
import { ownPolicy } from './own-policy.ts';
import { policyShape } from './policy-shape.ts';

export const describePolicy = query('DescribePolicy', async (input, context) => {
  const organization = await readableOrganization(context);
  const policy = await ownPolicy(input.PolicyId, organization, context);
  return { Policy: policyShape(policy, { organization, partition: context.partition }) };
});
