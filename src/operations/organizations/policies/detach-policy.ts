import { managedOrganization } from '../caller-organization.ts';
import { organizationsErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { ownTarget } from '../target.ts';
import { ownPolicy } from './own-policy.ts';

/** A level without any policy would allow nothing, so the last one stays. */
export const detachPolicy = operation('DetachPolicy', async (input, context) => {
  const organization = await managedOrganization(context);
  const { organizationId } = organization;
  const { organizations } = context.store;
  const { policyId } = await ownPolicy(input.PolicyId, organization, context);
  const { id: targetId } = await ownTarget(input.TargetId, organization, context);
  const attached = await organizations.policiesOfTarget(organizationId, targetId);
  if (!attached.some((policy) => policy.policyId === policyId)) {
    throw organizationsErrors.policyNotAttached();
  }
  if (attached.length === 1) {
    throw organizationsErrors.violates('MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED');
  }
  await organizations.detach(organizationId, targetId, policyId);
  return {};
});
