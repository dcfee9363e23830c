import { readableOrganization } from '../caller-organization.ts';
import { parentContainer } from '../container.ts';
import { query } from '../operation.ts';
import { pageOf } from '../page.ts';
import { unitShape } from './unit-shape.ts';

/** Those directly in the parent, ascending by id. */
export const listOrganizationalUnitsForParent = query(
  'ListOrganizationalUnitsForParent',
  async (input, context) => {
    const organization = await readableOrganization(context);
    const { id } = await parentContainer(input.ParentId, organization, context.store);
    const { rows, NextToken } = await pageOf(
      'organizations-units',
      input,
      (limit, after) => context.store.organizations.listUnits(id, limit, after),
      (unit) => unit.unitId,
    );
    const shapes = rows.map((unit) => unitShape(unit, organization, context));
    return { OrganizationalUnits: await Promise.all(shapes), NextToken };
  },
);
