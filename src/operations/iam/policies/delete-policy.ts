import { refOf } from '../../../domain/iam.ts';
import { iamErrors } from '../errors.ts';
import { ownPolicy } from '../found.ts';
import { operation } from '../operation.ts';

export const deletePolicy = operation('DeletePolicy', async (input, context) => {
  const { store, accountId } = context;
  const policy = await ownPolicy(input.PolicyArn, context);
  const uses = await store.iam.uses(accountId, refOf(policy));
  if (uses.length > 0) throw iamErrors.policyAttached();
  if (policy.versions.length > 1) throw iamErrors.policyHasVersions();
  await store.iam.deletePolicy(accountId, policy.name);
  return {};
});
