import type { IamRole } from '../../../domain/iam.ts';
import { randomText } from '../../../lib/ids.ts';
import { IAM_ROLES_MAX, SESSION_SECONDS_DEFAULT } from '../../../limits.ts';
import { iamErrors } from '../errors.ts';
import { attachableRef } from '../found.ts';
import { operation } from '../operation.ts';
import { identityExtras, roleShape } from '../shapes.ts';
import { withTags } from '../tag-input.ts';
import { checkTrustPolicy } from './check-trust-policy.ts';

export const createRole = operation('CreateRole', async (input, context) => {
  const { store, accountId, partition, clock } = context;
  const { RoleName: name, Description: description, Path: path = '/' } = input;
  if (path.startsWith('/aws-service-role/')) {
    throw iamErrors.accessDenied('Roles under /aws-service-role/ are made for services only.');
  }
  if (await store.iam.taken('role', accountId, name)) throw iamErrors.roleExists(name);
  if ((await store.iam.count('role', accountId)) >= IAM_ROLES_MAX) {
    throw iamErrors.limit('RolesPerAccount', IAM_ROLES_MAX);
  }
  await checkTrustPolicy(input.AssumeRolePolicyDocument, context);
  const { PermissionsBoundary: boundary } = input;
  const role: IamRole = {
    kind: 'role',
    accountId,
    name,
    id: `AROA${randomText(17)}`,
    path,
    tags: withTags({}, input.Tags),
    inline: {},
    attached: [],
    ...(boundary !== undefined && { boundary: await attachableRef(boundary, context) }),
    createdAt: clock.now(),
    trustPolicy: input.AssumeRolePolicyDocument,
    ...(description !== undefined && { description }),
    maxSessionSeconds: input.MaxSessionDuration ?? SESSION_SECONDS_DEFAULT,
  };
  await store.iam.put(role);
  return { Role: { ...roleShape(role, partition), ...identityExtras(role, partition) } };
});
