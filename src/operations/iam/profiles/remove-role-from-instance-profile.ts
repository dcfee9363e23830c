import { iamErrors } from '../errors.ts';
import { foundProfile, foundRole } from '../found.ts';
import { operation } from '../operation.ts';

export const removeRoleFromInstanceProfile = operation(
  'RemoveRoleFromInstanceProfile',
  async (input, context) => {
    const profile = await foundProfile(input.InstanceProfileName, context);
    const role = await foundRole(input.RoleName, context);
    const roleNames = profile.roleNames.filter((name) => name !== role.name);
    if (roleNames.length === profile.roleNames.length) throw iamErrors.noRole(role.name);
    await context.store.iam.put({ ...profile, roleNames });
    return {};
  },
);
