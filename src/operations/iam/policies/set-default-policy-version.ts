import { ownPolicy } from '../found.ts';
import { operation } from '../operation.ts';
import { versionOf } from './version-of.ts';

/** In force at once, wherever the policy is attached. */
export const setDefaultPolicyVersion = operation(
  'SetDefaultPolicyVersion',
  async (input, context) => {
    const policy = await ownPolicy(input.PolicyArn, context);
    const { versionId: defaultVersionId } = versionOf(policy, input);
    const updatedAt = context.clock.now();
    await context.store.iam.putPolicy({ ...policy, defaultVersionId, updatedAt });
    return {};
  },
);
