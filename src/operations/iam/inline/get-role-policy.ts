import { query } from '../operation.ts';
import { getInline } from './inline-policies.ts';

export const getRolePolicy = query('GetRolePolicy', async (input, context) => ({
  RoleName: input.RoleName,
  ...(await getInline(input, context)),
}));
