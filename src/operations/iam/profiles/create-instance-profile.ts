import type { InstanceProfile } from '../../../domain/iam.ts';
import { randomText } from '../../../lib/ids.ts';
import { IAM_PROFILES_MAX } from '../../../limits.ts';
import { iamErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { profileShape, tagShapes } from '../shapes.ts';
import { withTags } from '../tag-input.ts';

export const createInstanceProfile = operation('CreateInstanceProfile', async (input, context) => {
  const { store, accountId, partition, clock } = context;
  const { InstanceProfileName: name } = input;
  if (await store.iam.taken('instance-profile', accountId, name)) {
    throw iamErrors.profileExists(name);
  }
  if ((await store.iam.count('instance-profile', accountId)) >= IAM_PROFILES_MAX) {
    throw iamErrors.limit('InstanceProfilesPerAccount', IAM_PROFILES_MAX);
  }
  const profile: InstanceProfile = {
    kind: 'instance-profile',
    accountId,
    name,
    id: `AIPA${randomText(17)}`,
    path: input.Path ?? '/',
    roleNames: [],
    tags: withTags({}, input.Tags),
    createdAt: clock.now(),
  };
  await store.iam.put(profile);
  const Tags = input.Tags === undefined ? undefined : tagShapes(profile.tags);
  return { InstanceProfile: { ...profileShape(profile, [], partition), Tags } };
});
