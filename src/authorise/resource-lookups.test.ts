import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ResourceLookups } from './authorisable-call.ts';
import { createResourceLookups } from './resource-lookups.ts';
import {
  callOf,
  MANAGEMENT,
  MEMBER,
  ORGANIZATION,
  openWorld,
  rootOf,
  UNIT,
  type World,
} from './testing.ts';

let world: World;
let lookups: ResourceLookups;
beforeEach(async () => {
  world = await openWorld();
  lookups = createResourceLookups(world.store, async (arn) => ({ arn }));
});
afterEach(() => world.store.close());

it('finds the tags of what an ARN names', async () => {
  const { organizations } = world.store;
  await world.role('worker', { path: '/team/', tags: { team: 'red' } });
  await organizations.putTags(ORGANIZATION, UNIT, { stage: 'test' });
  const organization = await organizations.get(ORGANIZATION);
  const call = { ...callOf(rootOf(MANAGEMENT), 'any', 'Any'), organization };
  const tagsOf = (arn: string) => lookups.tagsOf(arn, call);
  expect(await tagsOf(`arn:aws:iam::${MEMBER}:role/team/worker`)).toEqual({ team: 'red' });
  expect(await tagsOf(`arn:aws:iam::${MEMBER}:role/absent`)).toEqual({});
  expect(await tagsOf(`arn:aws:iam::${MEMBER}:policy/own`)).toEqual({});
  const unit = `arn:aws:organizations::${MANAGEMENT}:ou/${ORGANIZATION}/${UNIT}`;
  expect(await tagsOf(unit)).toEqual({ stage: 'test' });
  const detector = `arn:aws:guardduty:us-east-1:${MEMBER}:detector/d1`;
  expect(await tagsOf(detector)).toEqual({ arn: detector });
});

it('finds the path of a role', async () => {
  await world.role('worker', { path: '/team/' });
  expect((await lookups.iamEntity('role', MEMBER, 'worker'))?.path).toBe('/team/');
  expect(await lookups.iamEntity('user', MEMBER, 'worker')).toBeUndefined();
});
