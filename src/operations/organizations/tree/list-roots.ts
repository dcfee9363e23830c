import { readableOrganization } from '../caller-organization.ts';
import { query } from '../operation.ts';
import { pageOfAll } from '../page.ts';
import { rootShape } from './unit-shape.ts';

export const listRoots = query('ListRoots', async (input, context) => {
  const organization = await readableOrganization(context);
  const all = [rootShape(organization, context)];
  const { rows, NextToken } = await pageOfAll(
    'organizations-roots',
    input,
    all,
    (root) => root.Id ?? '',
  );
  return { Roots: [...rows], NextToken };
});
