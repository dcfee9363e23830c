import { iamErrors } from '../errors.ts';
import { changeableRole } from '../found.ts';
import { operation } from '../operation.ts';
import { profilesOfRole } from '../profiles/profiles-of-role.ts';

/** As on AWS, what hangs on the role goes first; its sessions end with it. */
export const deleteRole = operation('DeleteRole', async (input, context) => {
  const { store, accountId } = context;
  const role = await changeableRole(input.RoleName, context);
  if ((await profilesOfRole(role.name, context)).length > 0) {
    throw iamErrors.inUse('remove roles from instance profile');
  }
  if (Object.keys(role.inline).length > 0) throw iamErrors.inUse('delete policies');
  if (role.attached.length > 0) throw iamErrors.inUse('detach all policies');
  await store.credentials.deleteOfRole(accountId, role.name);
  await store.iam.delete('role', accountId, role.name);
  return {};
});
