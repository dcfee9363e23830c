import { iamErrors } from '../errors.ts';
import { changeableRole, foundProfile } from '../found.ts';
import { operation } from '../operation.ts';

/** A profile holds one role; a role may be in many profiles. */
export const addRoleToInstanceProfile = operation(
  'AddRoleToInstanceProfile',
  async (input, context) => {
    const profile = await foundProfile(input.InstanceProfileName, context);
    const role = await changeableRole(input.RoleName, context);
    if (profile.roleNames.length > 0) {
      throw iamErrors.limit('InstanceSessionsPerInstanceProfile', 1);
    }
    await context.store.iam.put({ ...profile, roleNames: [role.name] });
    return {};
  },
);
