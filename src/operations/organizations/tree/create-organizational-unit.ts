import { FULL_AWS_ACCESS, type OrganizationalUnit } from '../../../domain/organization.ts';
import { randomText } from '../../../lib/ids.ts';
import { ORGANIZATION_UNIT_LEVELS_MAX, ORGANIZATION_UNITS_MAX } from '../../../limits.ts';
import { managedOrganization } from '../caller-organization.ts';
import { parentContainer } from '../container.ts';
import { organizationsErrors } from '../errors.ts';
import { ID_ALPHABET } from '../id-alphabet.ts';
import { operation } from '../operation.ts';
import { givenTags } from '../tags/given-tags.ts';
import { unitShape } from './unit-shape.ts';

/** A new unit is below policies at once: it gets the one that allows everything. */
export const createOrganizationalUnit = operation(
  'CreateOrganizationalUnit',
  async (input, context) => {
    const organization = await managedOrganization(context);
    const { organizations } = context.store;
    const { organizationId, rootId } = organization;
    const parent = await parentContainer(input.ParentId, organization, context.store);
    const above = await organizations.unitsUpwards(parent.id);
    if (above.length >= ORGANIZATION_UNIT_LEVELS_MAX) {
      throw organizationsErrors.violates('OU_DEPTH_LIMIT_EXCEEDED');
    }
    if ((await organizations.findUnit(parent.id, input.Name)) !== undefined) {
      throw organizationsErrors.duplicateOrganizationalUnit();
    }
    if ((await organizations.countUnits(organizationId)) >= ORGANIZATION_UNITS_MAX) {
      throw organizationsErrors.violates('OU_NUMBER_LIMIT_EXCEEDED');
    }
    const tags = givenTags(input.Tags);
    const now = context.clock.now();
    const unit: OrganizationalUnit = {
      unitId: `ou-${rootId.slice(2)}-${randomText(8, ID_ALPHABET)}`,
      organizationId,
      parentId: parent.id,
      name: input.Name,
      createdAt: now,
    };
    await organizations.putUnit(unit);
    await organizations.putTags(organizationId, unit.unitId, tags);
    if (organization.scpEnabledAt !== undefined) {
      const targetId = unit.unitId;
      const policyId = FULL_AWS_ACCESS;
      await organizations.attach({ organizationId, targetId, policyId, attachedAt: now });
    }
    return { OrganizationalUnit: await unitShape(unit, organization, context) };
  },
);
