import type { Organization } from '../../../domain/account.ts';
import { ACCESS_PRINCIPAL } from '../../../stacks/sets/organizations-access.ts';
import type { OperationContext } from '../../context.ts';
import { cloudFormationErrors } from '../errors.ts';
import { organizationOf } from './own-set.ts';

/** The organisation of its own management account, with all features. */
export async function managedOrganization({
  accountId,
  store,
}: OperationContext): Promise<Organization> {
  const organization = await organizationOf(accountId, store);
  if (organization?.managementAccountId !== accountId || organization.featureSet !== 'ALL') {
    throw cloudFormationErrors.invalidOperation(
      'Only the management account of an organization with all features can change this',
    );
  }
  return organization;
}

export { ACCESS_PRINCIPAL };
