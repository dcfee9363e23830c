import { refOf } from '../../../domain/iam.ts';
import { foundPolicy } from '../found.ts';
import { query } from '../operation.ts';
import { policyShape, tagShapes } from '../shapes.ts';

/** Of one of AWS's policies, too, the counts are the caller's own. */
export const getPolicy = query('GetPolicy', async (input, context) => {
  const { store, accountId, partition } = context;
  const policy = await foundPolicy(input.PolicyArn, context);
  const uses = await store.iam.uses(accountId, refOf(policy));
  const shape = policyShape(policy, uses, partition);
  return {
    Policy: { ...shape, Description: policy.description, Tags: tagShapes(policy.tags) },
  };
});
