import { FULL_AWS_ACCESS } from '../../../domain/organization.ts';
import { managedOrganization } from '../caller-organization.ts';
import { organizationsErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { rootShape } from '../tree/unit-shape.ts';
import { checkPolicyType } from './policy-type.ts';

/** Begins with the policy that allows everything at every level, so that nothing changes by it. */
export const enablePolicyType = operation('EnablePolicyType', async (input, context) => {
  const organization = await managedOrganization(context);
  if (input.RootId !== organization.rootId) throw organizationsErrors.rootNotFound();
  checkPolicyType(input.PolicyType, organization);
  if (organization.scpEnabledAt !== undefined) {
    throw organizationsErrors.policyTypeAlreadyEnabled();
  }
  const { organizations } = context.store;
  const now = context.clock.now();
  const enabled = { ...organization, scpEnabledAt: now };
  await organizations.put(enabled);
  await organizations.attachEverywhere(organization.organizationId, FULL_AWS_ACCESS, now);
  return { Root: rootShape(enabled, context) };
});
