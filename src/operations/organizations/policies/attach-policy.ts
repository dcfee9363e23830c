import { managedOrganization } from '../caller-organization.ts';
import { organizationsErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { scpsPerTargetMax } from '../quotas.ts';
import { ownTarget } from '../target.ts';
import { ownPolicy } from './own-policy.ts';

export const attachPolicy = operation('AttachPolicy', async (input, context) => {
  const organization = await managedOrganization(context);
  const { organizationId } = organization;
  const { organizations, settings } = context.store;
  const { policyId } = await ownPolicy(input.PolicyId, organization, context);
  const { id: targetId } = await ownTarget(input.TargetId, organization, context);
  if (organization.scpEnabledAt === undefined) throw organizationsErrors.policyTypeNotEnabled();
  const attached = await organizations.policiesOfTarget(organizationId, targetId);
  if (attached.some((policy) => policy.policyId === policyId)) {
    throw organizationsErrors.duplicatePolicyAttachment();
  }
  if (attached.length >= (await scpsPerTargetMax(settings))) {
    throw organizationsErrors.violates('MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED');
  }
  const attachedAt = context.clock.now();
  await organizations.attach({ organizationId, targetId, policyId, attachedAt });
  return {};
});
