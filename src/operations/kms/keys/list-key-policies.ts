import { query } from '../operation.ts';
import { ownKey } from '../own-key.ts';
import { POLICY_NAME } from './policy-name.ts';

export const listKeyPolicies = query('ListKeyPolicies', async (input, context) => {
  await ownKey(input.KeyId, context);
  return { PolicyNames: [POLICY_NAME], Truncated: false };
});
