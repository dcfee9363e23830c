import { foundRole } from '../found.ts';
import { query } from '../operation.ts';
import { identityExtras, roleShape } from '../shapes.ts';

export const getRole = query('GetRole', async (input, context) => {
  const role = await foundRole(input.RoleName, context);
  const { partition } = context;
  return { Role: { ...roleShape(role, partition), ...identityExtras(role, partition) } };
});
