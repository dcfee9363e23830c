import { IAM_POLICY_VERSIONS_MAX } from '../../../limits.ts';
import { iamErrors } from '../errors.ts';
import { ownPolicy } from '../found.ts';
import { operation } from '../operation.ts';
import { versionShape } from '../shapes.ts';
import { checkManagedDocument } from './check-managed-document.ts';

export const createPolicyVersion = operation('CreatePolicyVersion', async (input, context) => {
  const { store, clock } = context;
  const policy = await ownPolicy(input.PolicyArn, context);
  if (policy.versions.length >= IAM_POLICY_VERSIONS_MAX) {
    throw iamErrors.tooManyVersions(IAM_POLICY_VERSIONS_MAX);
  }
  const document = input.PolicyDocument;
  checkManagedDocument(document);
  const now = clock.now();
  const lastVersion = policy.lastVersion + 1;
  const version = { versionId: `v${lastVersion}`, document, createdAt: now };
  const changed = {
    ...policy,
    versions: [...policy.versions, version],
    lastVersion,
    ...(input.SetAsDefault && { defaultVersionId: version.versionId }),
    updatedAt: now,
  };
  await store.iam.putPolicy(changed);
  return { PolicyVersion: versionShape(changed, version) };
});
