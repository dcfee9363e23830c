import { changeableRole } from '../found.ts';
import { operation } from '../operation.ts';

export const updateRole = operation('UpdateRole', async (input, context) => {
  const role = await changeableRole(input.RoleName, context);
  const { Description: description, MaxSessionDuration: seconds } = input;
  await context.store.iam.put({
    ...role,
    ...(description !== undefined && { description }),
    ...(seconds !== undefined && { maxSessionSeconds: seconds }),
  });
  return {};
});
