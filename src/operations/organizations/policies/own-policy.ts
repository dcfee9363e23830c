import type { Organization } from '../../../domain/account.ts';
import type { OrganizationPolicy } from '../../../domain/organization.ts';
import type { OperationContext } from '../../context.ts';
import { hasAllFeatures } from '../caller-organization.ts';
import { organizationsErrors } from '../errors.ts';

/** A policy of this organisation or of AWS; PolicyNotFoundException for anything else. */
export async function ownPolicy(
  policyId: string,
  organization: Organization,
  { store }: Pick<OperationContext, 'store'>,
): Promise<OrganizationPolicy> {
  const policy = await store.organizations.getPolicy(policyId);
  const { organizationId } = organization;
  const isTheirs = policy?.organizationId !== undefined && policy.organizationId !== organizationId;
  if (policy === undefined || isTheirs || !hasAllFeatures(organization)) {
    throw organizationsErrors.policyNotFound();
  }
  return policy;
}

/** The same, for what changes or deletes it: what AWS manages stays as it is. */
export async function changeablePolicy(
  policyId: string,
  organization: Organization,
  context: Pick<OperationContext, 'store'>,
): Promise<OrganizationPolicy & { readonly organizationId: string }> {
  const policy = await ownPolicy(policyId, organization, context);
  const { organizationId } = policy;
  if (organizationId === undefined) throw organizationsErrors.invalid('IMMUTABLE_POLICY');
  return { ...policy, organizationId };
}
