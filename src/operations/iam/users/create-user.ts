import type { IamUser } from '../../../domain/iam.ts';
import { randomText } from '../../../lib/ids.ts';
import { IAM_USERS_MAX } from '../../../limits.ts';
import { iamErrors } from '../errors.ts';
import { attachableRef } from '../found.ts';
import { operation } from '../operation.ts';
import { identityExtras, userShape } from '../shapes.ts';
import { withTags } from '../tag-input.ts';

export const createUser = operation('CreateUser', async (input, context) => {
  const { store, accountId, partition, clock } = context;
  const { UserName: name, PermissionsBoundary: boundary } = input;
  if (await store.iam.taken('user', accountId, name)) throw iamErrors.userExists(name);
  if ((await store.iam.count('user', accountId)) >= IAM_USERS_MAX) {
    throw iamErrors.limit('UsersPerAccount', IAM_USERS_MAX);
  }
  const user: IamUser = {
    kind: 'user',
    accountId,
    name,
    id: `AIDA${randomText(17)}`,
    path: input.Path ?? '/',
    tags: withTags({}, input.Tags),
    inline: {},
    attached: [],
    ...(boundary !== undefined && { boundary: await attachableRef(boundary, context) }),
    createdAt: clock.now(),
  };
  await store.iam.put(user);
  return { User: { ...userShape(user, partition), ...identityExtras(user, partition) } };
});
