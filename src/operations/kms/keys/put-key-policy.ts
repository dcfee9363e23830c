import { operation } from '../operation.ts';
import { ownKey } from '../own-key.ts';
import { checkKeyPolicy } from './check-key-policy.ts';
import { checkPolicyName } from './policy-name.ts';

export const putKeyPolicy = operation('PutKeyPolicy', async (input, context) => {
  checkPolicyName(input.PolicyName);
  checkKeyPolicy(input.Policy, input.BypassPolicyLockoutSafetyCheck === true, context);
  const key = await ownKey(input.KeyId, context);
  await context.store.kms.putKey({ ...key, policy: input.Policy });
  return {};
});
