import { expect, it } from 'vitest';
import type { StackSet } from '../../domain/stack-set.ts';
import { StackWorld, thingsTemplate } from '../testing.ts';
import { type Asked, beginOperation, NO_PREFERENCES } from './begin-operation.ts';

const accountId = '111122223333';
const region = 'us-east-1';

it('brings up again what an earlier operation takes away', async () => {
  const world = await StackWorld.open();
  const { store, clock } = world;
  const account = { accountId, email: 'a@example.com', name: 'a', createdAt: 0 };
  await store.accounts.put({ ...account, status: 'ACTIVE' });
  const set: StackSet = {
    ...world.content(thingsTemplate({ A: 'Name: a' })),
    ...{ stackSetId: 's:1', name: 's', accountId, region, status: 'ACTIVE', targets: [] },
    ...{ permissionModel: 'SELF_MANAGED', managedExecution: true, createdAt: 0 },
  };
  await store.stacks.put('set', set);
  const principal = { kind: 'root', accountId, accessKeyId: '' } as const;
  const begin = (action: Asked['action'], operationId: string, retains = false) => {
    const asked = { action, operationId, retains, preferences: NO_PREFERENCES, principal };
    clock.advance(1);
    const means = { store, now: clock.now() };
    return beginOperation(set, [{ accountId, region }], { ...asked, isAutomatic: false }, means);
  };
  const stackOf = async () => {
    world.stacks.wake();
    await world.stacks.settled();
    const [instance] = await store.stacks.list('instance', { owner: set.stackSetId });
    expect(instance).toMatchObject({ status: 'CURRENT', detailed: 'SUCCEEDED' });
    return instance?.stackId;
  };
  await begin('CREATE', 'first');
  const first = await stackOf();
  await begin('DELETE', 'gone');
  await begin('CREATE', 'again');
  const second = await stackOf();
  expect(second).not.toBe(first);
  expect(world.steps).toEqual(['create a', 'delete a', 'create a']);
  // A stack that is left to itself is no longer the instance's.
  await begin('DELETE', 'kept', true);
  await begin('CREATE', 'other');
  expect(await stackOf()).not.toBe(second);
  expect(world.things.size).toBe(2);
  expect(world.errors).toEqual([]);
  await world.stacks.close();
  await store.close();
});
