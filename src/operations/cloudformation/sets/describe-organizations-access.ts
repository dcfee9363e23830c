import { query } from '../operation.ts';
import { ACCESS_PRINCIPAL } from './organizations-access.ts';
import { organizationOf, setOwner } from './own-set.ts';

export const describeOrganizationsAccess = query(
  'DescribeOrganizationsAccess',
  async (input, context) => {
    const { store } = context;
    const organization = await organizationOf(await setOwner(input.CallAs, context), store);
    if (organization === undefined) return { Status: 'DISABLED' };
    const access = await store.organizations.serviceAccess(organization.organizationId);
    const isEnabled = access.some((one) => one.servicePrincipal === ACCESS_PRINCIPAL);
    return { Status: isEnabled ? 'ENABLED' : 'DISABLED' };
  },
);
