import type { ManagedPolicy } from '../../../domain/iam.ts';
import { randomText } from '../../../lib/ids.ts';
import { IAM_POLICIES_MAX } from '../../../limits.ts';
import { iamErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { policyShape, tagShapes } from '../shapes.ts';
import { withTags } from '../tag-input.ts';
import { checkManagedDocument } from './check-managed-document.ts';

export const createPolicy = operation('CreatePolicy', async (input, context) => {
  const { store, accountId, partition, clock } = context;
  const { PolicyName: name, PolicyDocument: document, Description: description } = input;
  if ((await store.iam.getPolicy(accountId, name)) !== undefined) {
    throw iamErrors.policyExists(name);
  }
  if ((await store.iam.listPolicies(accountId)).length >= IAM_POLICIES_MAX) {
    throw iamErrors.limit('PoliciesPerAccount', IAM_POLICIES_MAX);
  }
  checkManagedDocument(document);
  const now = clock.now();
  const policy: ManagedPolicy = {
    accountId,
    name,
    id: `ANPA${randomText(17)}`,
    path: input.Path ?? '/',
    ...(description !== undefined && { description }),
    tags: withTags({}, input.Tags),
    defaultVersionId: 'v1',
    versions: [{ versionId: 'v1', document, createdAt: now }],
    lastVersion: 1,
    createdAt: now,
    updatedAt: now,
  };
  await store.iam.putPolicy(policy);
  const Tags = input.Tags === undefined ? undefined : tagShapes(policy.tags);
  return { Policy: { ...policyShape(policy, [], partition), Tags } };
});
