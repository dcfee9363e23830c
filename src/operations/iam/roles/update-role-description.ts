import { changeableRole } from '../found.ts';
import { operation } from '../operation.ts';
import { roleShape } from '../shapes.ts';

export const updateRoleDescription = operation('UpdateRoleDescription', async (input, context) => {
  const role = await changeableRole(input.RoleName, context);
  const changed = { ...role, description: input.Description };
  await context.store.iam.put(changed);
  return { Role: roleShape(changed, context.partition) };
});
