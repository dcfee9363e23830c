import { iamErrors } from '../errors.ts';
import { foundProfile } from '../found.ts';
import { operation } from '../operation.ts';

export const deleteInstanceProfile = operation('DeleteInstanceProfile', async (input, context) => {
  const { name, roleNames } = await foundProfile(input.InstanceProfileName, context);
  if (roleNames.length > 0) throw iamErrors.inUse('remove roles from instance profile');
  await context.store.iam.delete('instance-profile', context.accountId, name);
  return {};
});
