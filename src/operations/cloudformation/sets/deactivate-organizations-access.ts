import { operation } from '../operation.ts';
import { ACCESS_PRINCIPAL, managedOrganization } from './organizations-access.ts';

export const deactivateOrganizationsAccess = operation(
  'DeactivateOrganizationsAccess',
  async (_input, context) => {
    const { organizationId } = await managedOrganization(context);
    await context.store.organizations.deleteServiceAccess(organizationId, ACCESS_PRINCIPAL);
    return {};
  },
);
