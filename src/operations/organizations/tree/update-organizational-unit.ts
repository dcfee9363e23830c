import { managedOrganization } from '../caller-organization.ts';
import { ownUnit } from '../container.ts';
import { organizationsErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { unitShape } from './unit-shape.ts';

/** Only the name changes. */
export const updateOrganizationalUnit = operation(
  'UpdateOrganizationalUnit',
  async (input, context) => {
    const organization = await managedOrganization(context);
    const { organizations } = context.store;
    const unit = await ownUnit(input.OrganizationalUnitId, organization, context.store);
    const name = input.Name ?? unit.name;
    const same = await organizations.findUnit(unit.parentId, name);
    if (same !== undefined && same.unitId !== unit.unitId) {
      throw organizationsErrors.duplicateOrganizationalUnit();
    }
    const renamed = { ...unit, name };
    await organizations.putUnit(renamed);
    return { OrganizationalUnit: await unitShape(renamed, organization, context) };
  },
);
