import { foundRole } from '../found.ts';
import { query } from '../operation.ts';
import { pageOfAll } from '../page.ts';
import { profileShape } from '../shapes.ts';
import { profilesOfRole } from './profiles-of-role.ts';

export const listInstanceProfilesForRole = query(
  'ListInstanceProfilesForRole',
  async (input, context) => {
    const role = await foundRole(input.RoleName, context);
    const profiles = await profilesOfRole(role.name, context);
    const { items, ...page } = pageOfAll(profiles, input, ({ name }) => name);
    const shapes = items.map((profile) => profileShape(profile, [role], context.partition));
    return { InstanceProfiles: shapes, ...page };
  },
);
