import { readableOrganization } from '../caller-organization.ts';
import { ownUnit } from '../container.ts';
import { query } from '../operation.ts';
import { unitShape } from './unit-shape.ts';

export const describeOrganizationalUnit = query(
  'DescribeOrganizationalUnit',
  async (input, context) => {
    const organization = await readableOrganization(context);
    const unit = await ownUnit(input.OrganizationalUnitId, organization, context.store);
    return { OrganizationalUnit: await unitShape(unit, organization, context) };
  },
);
