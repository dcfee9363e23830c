import { operation } from '../operation.ts';
import {
  managedOrganization,
  ACCESS_PRINCIPAL as servicePrincipal,
} from './organizations-access.ts';

/** Enables what EnableAWSServiceAccess of Organizations does; enabling it again changes nothing. */
export const activateOrganizationsAccess = operation(
  'ActivateOrganizationsAccess',
  async (_input, context) => {
    const { organizationId } = await managedOrganization(context);
    const { organizations } = context.store;
    const enabled = await organizations.serviceAccess(organizationId);
    if (enabled.some((access) => access.servicePrincipal === servicePrincipal)) return {};
    const enabledAt = context.clock.now();
    await organizations.putServiceAccess({ organizationId, servicePrincipal, enabledAt });
    return {};
  },
);
