import type { IamRole, InstanceProfile } from '../../../domain/iam.ts';
import { IAM_PROFILES_MAX } from '../../../limits.ts';
import type { OperationContext } from '../../context.ts';

type Context = Pick<OperationContext, 'store' | 'accountId'>;

/** The instance profiles that hold a role, ascending by name. */
export async function profilesOfRole(
  roleName: string,
  { store, accountId }: Context,
): Promise<InstanceProfile[]> {
  const all = { pathPrefix: '/', limit: IAM_PROFILES_MAX };
  const profiles = await store.iam.list('instance-profile', accountId, all);
  return profiles.filter(({ roleNames }) => roleNames.includes(roleName));
}

/** The roles of a profile, as they are now. */
export async function rolesOfProfile(
  profile: InstanceProfile,
  { store, accountId }: Context,
): Promise<IamRole[]> {
  const roles = await Promise.all(
    profile.roleNames.map((name) => store.iam.get('role', accountId, name)),
  );
  return roles.filter((role) => role !== undefined);
}
