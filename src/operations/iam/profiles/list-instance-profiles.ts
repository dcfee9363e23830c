import { query } from '../operation.ts';
import { markedKey, pageLimit, pageOf } from '../page.ts';
import { profileShape } from '../shapes.ts';
import { rolesOfProfile } from './profiles-of-role.ts';

export const listInstanceProfiles = query('ListInstanceProfiles', async (input, context) => {
  const { store, accountId, partition } = context;
  const limit = pageLimit(input);
  const options = { pathPrefix: input.PathPrefix ?? '/', limit: limit + 1 };
  const after = markedKey(input);
  const rows = await store.iam.list('instance-profile', accountId, { ...options, after });
  const { items, ...page } = pageOf(rows, limit, ({ name }) => name);
  const shown = items.map(async (profile) =>
    profileShape(profile, await rolesOfProfile(profile, context), partition),
  );
  return { InstanceProfiles: await Promise.all(shown), ...page };
});
