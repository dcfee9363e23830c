import { iamErrors } from '../errors.ts';
import { ownPolicy } from '../found.ts';
import { operation } from '../operation.ts';
import { versionOf } from './version-of.ts';

export const deletePolicyVersion = operation('DeletePolicyVersion', async (input, context) => {
  const policy = await ownPolicy(input.PolicyArn, context);
  const { versionId } = versionOf(policy, input);
  if (versionId === policy.defaultVersionId) throw iamErrors.defaultVersion();
  const versions = policy.versions.filter((one) => one.versionId !== versionId);
  await context.store.iam.putPolicy({ ...policy, versions });
  return {};
});
