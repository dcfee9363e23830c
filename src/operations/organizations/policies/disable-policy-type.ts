import { managedOrganization } from '../caller-organization.ts';
import { organizationsErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { rootShape } from '../tree/unit-shape.ts';
import { checkPolicyType } from './policy-type.ts';

/** Every policy of the type is detached for good: enabling it again brings none of them back. */
export const disablePolicyType = operation('DisablePolicyType', async (input, context) => {
  const organization = await managedOrganization(context);
  if (input.RootId !== organization.rootId) throw organizationsErrors.rootNotFound();
  checkPolicyType(input.PolicyType, organization);
  const { scpEnabledAt, ...disabled } = organization;
  if (scpEnabledAt === undefined) throw organizationsErrors.policyTypeNotEnabled();
  const { organizations } = context.store;
  await organizations.put(disabled);
  await organizations.detachAll(organization.organizationId);
  return { Root: rootShape(disabled, context) };
});
