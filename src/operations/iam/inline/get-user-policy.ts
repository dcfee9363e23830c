import { query } from '../operation.ts';
import { getInline } from './inline-policies.ts';

export const getUserPolicy = query('GetUserPolicy', async (input, context) => ({
  UserName: input.UserName,
  ...(await getInline(input, context)),
}));
