import { query } from '../operation.ts';
import { ownKey } from '../own-key.ts';
import { checkPolicyName, POLICY_NAME } from './policy-name.ts';

export const getKeyPolicy = query('GetKeyPolicy', async (input, context) => {
  checkPolicyName(input.PolicyName);
  const { policy } = await ownKey(input.KeyId, context);
  return { Policy: policy, PolicyName: POLICY_NAME };
});
