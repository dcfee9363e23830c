import { managedOrganization } from '../caller-organization.ts';
import { organizationsErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { changeablePolicy } from './own-policy.ts';

export const deletePolicy = operation('DeletePolicy', async (input, context) => {
  const organization = await managedOrganization(context);
  const { organizations } = context.store;
  const policy = await changeablePolicy(input.PolicyId, organization, context);
  const { policyId, organizationId } = policy;
  const targets = await organizations.targetsOfPolicy(organizationId, policyId, 1);
  if (targets.length > 0) throw organizationsErrors.policyInUse();
  await organizations.deletePolicy(policyId);
  return {};
});
