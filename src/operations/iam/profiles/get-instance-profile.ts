import { foundProfile } from '../found.ts';
import { query } from '../operation.ts';
import { profileShape, tagShapes } from '../shapes.ts';
import { rolesOfProfile } from './profiles-of-role.ts';

export const getInstanceProfile = query('GetInstanceProfile', async (input, context) => {
  const profile = await foundProfile(input.InstanceProfileName, context);
  const roles = await rolesOfProfile(profile, context);
  const shape = profileShape(profile, roles, context.partition);
  return { InstanceProfile: { ...shape, Tags: tagShapes(profile.tags) } };
});
