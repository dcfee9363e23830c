import { managedOrganization } from '../caller-organization.ts';
import { organizationsErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { checkContent } from './check-content.ts';
import { changeablePolicy } from './own-policy.ts';
import { policyShape } from './policy-shape.ts';

/** What is left out stays. Where the policy is attached, the new content holds from the commit. */
export const updatePolicy = operation('UpdatePolicy', async (input, context) => {
  const organization = await managedOrganization(context);
  const { organizations, settings } = context.store;
  const policy = await changeablePolicy(input.PolicyId, organization, context);
  const { Name: name = policy.name, Content: content = policy.content } = input;
  await checkContent(content, settings);
  const same = await organizations.findPolicy(organization.organizationId, name);
  if (same !== undefined && same.policyId !== policy.policyId) {
    throw organizationsErrors.duplicatePolicy();
  }
  const description = input.Description ?? policy.description;
  const updated = { ...policy, name, content, description, updatedAt: context.clock.now() };
  await organizations.putPolicy(updated);
  return { Policy: policyShape(updated, { organization, partition: context.partition }) };
});
