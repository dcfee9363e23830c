import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPolicySource } from './policies-in-force.ts';
import {
  MEMBER,
  ORGANIZATION,
  OUTSIDER,
  openWorld,
  ROOT_ID,
  rootOf,
  UNIT,
  type World,
} from './testing.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.store.close());

describe('policies in force', () => {
  it('is read again when it is cleared and when its time is up', async () => {
    const worker = await world.role('worker');
    const isAllowed = async () => (await world.ask(worker, 'guardduty:ListDetectors')).allowed;
    expect(await isAllowed()).toBe(true);
    await world.role('worker', { inline: {} });
    expect(await isAllowed()).toBe(true);
    world.policies.clear();
    expect(await isAllowed()).toBe(false);
    await world.role('worker');
    world.clock.advance(60_000);
    expect(await isAllowed()).toBe(true);
  });

  it('is not what was being read when it was cleared', async () => {
    const worker = await world.role('worker');
    const underWay = world.policies.of(worker);
    world.policies.clear();
    await underWay;
    await world.role('worker', { inline: {} });
    expect((await world.ask(worker, 'guardduty:ListDetectors')).allowed).toBe(false);
  });

  it('knows the place of the account', async () => {
    const { organizationPath } = await world.policies.of(rootOf(MEMBER));
    expect(organizationPath).toBe(`${ORGANIZATION}/${ROOT_ID}/${UNIT}/`);
    expect((await world.policies.of(rootOf(OUTSIDER))).organizationPath).toBeUndefined();
  });

  it('drop the oldest where there is no room', async () => {
    const policies = createPolicySource(world.store, world.clock, { entriesMax: 1, seconds: 60 });
    const [first, second] = [rootOf(MEMBER), rootOf(OUTSIDER)];
    await policies.of(first);
    expect(policies.of(first)).not.toBeInstanceOf(Promise);
    await policies.of(second);
    expect(policies.of(second)).not.toBeInstanceOf(Promise);
    const again = policies.of(first);
    expect(again).toBeInstanceOf(Promise);
    await again;
  });
});
