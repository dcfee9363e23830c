import { managedOrganization } from '../caller-organization.ts';
import { ownUnit } from '../container.ts';
import { organizationsErrors } from '../errors.ts';
import { operation } from '../operation.ts';

export const deleteOrganizationalUnit = operation(
  'DeleteOrganizationalUnit',
  async (input, context) => {
    const organization = await managedOrganization(context);
    const { organizations } = context.store;
    const { unitId } = await ownUnit(input.OrganizationalUnitId, organization, context.store);
    const units = await organizations.listUnits(unitId, 1);
    const accounts = await organizations.listAccounts(organization.organizationId, unitId, 1);
    if (units.length > 0 || accounts.length > 0) throw organizationsErrors.unitNotEmpty();
    await organizations.deleteUnit(unitId);
    return {};
  },
);
