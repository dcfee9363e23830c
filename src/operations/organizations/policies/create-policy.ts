import type { OrganizationPolicy } from '../../../domain/organization.ts';
import { randomText } from '../../../lib/ids.ts';
import { ORGANIZATION_POLICIES_MAX } from '../../../limits.ts';
import { managedOrganization } from '../caller-organization.ts';
import { organizationsErrors } from '../errors.ts';
import { ID_ALPHABET } from '../id-alphabet.ts';
import { operation } from '../operation.ts';
import { givenTags } from '../tags/given-tags.ts';
import { checkContent } from './check-content.ts';
import { policyShape } from './policy-shape.ts';
import { checkPolicyType } from './policy-type.ts';

/** A policy says nothing until it is attached, so the type need not be enabled for it. */
export const createPolicy = operation('CreatePolicy', async (input, context) => {
  const organization = await managedOrganization(context);
  const { organizationId } = organization;
  const { organizations, settings } = context.store;
  checkPolicyType(input.Type, organization);
  await checkContent(input.Content, settings);
  if ((await organizations.findPolicy(organizationId, input.Name)) !== undefined) {
    throw organizationsErrors.duplicatePolicy();
  }
  if ((await organizations.countPolicies(organizationId)) >= ORGANIZATION_POLICIES_MAX) {
    throw organizationsErrors.violates('POLICY_NUMBER_LIMIT_EXCEEDED');
  }
  const tags = givenTags(input.Tags);
  const now = context.clock.now();
  const policy: OrganizationPolicy = {
    policyId: `p-${randomText(8, ID_ALPHABET)}`,
    organizationId,
    name: input.Name,
    description: input.Description,
    content: input.Content,
    createdAt: now,
    updatedAt: now,
  };
  await organizations.putPolicy(policy);
  await organizations.putTags(organizationId, policy.policyId, tags);
  return { Policy: policyShape(policy, { organization, partition: context.partition }) };
});
