import { expect, it } from 'vitest';
import type { StackSet } from '../../domain/stack-set.ts';
import { StackWorld, thingsTemplate } from '../testing.ts';
import { type Asked, beginOperation, NO_PREFERENCES } from './begin-operation.ts';

const accountId = '111122223333';
const region = 'us-east-1';

async function openSet() {
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
  const carryOn = async () => {
    world.stacks.wake();
    await world.stacks.settled();
    const [instance] = await store.stacks.list('instance', { owner: set.stackSetId });
    return instance;
  };
  return { world, set, begin, carryOn };
}

it('brings up again what an earlier operation takes away', async () => {
  const { world, begin, carryOn } = await openSet();
  const stackOf = async () => {
    const instance = await carryOn();
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
  await world.store.close();
});

it('does nothing of an operation that was stopped before it began, and says so', async () => {
  const { world, set, begin, carryOn } = await openSet();
  const { stacks } = world.store;
  await begin('CREATE', 'first');
  const [operation] = await stacks.list('setOperation', { owner: set.stackSetId });
  if (operation === undefined) throw new Error('nothing was begun');
  await stacks.put('setOperation', { ...operation, status: 'STOPPING' });
  const reason = 'Cancelled since the operation was stopped';
  expect(await carryOn()).toMatchObject({ status: 'OUTDATED', detailed: 'CANCELLED', reason });
  expect(await stacks.list('setOperation', { owner: set.stackSetId })).toMatchObject([
    { status: 'STOPPED' },
  ]);
  expect(await stacks.list('setResult', { owner: 'first' })).toMatchObject([
    { status: 'CANCELLED', reason },
  ]);
  expect(world.steps).toEqual([]);
  await world.stacks.close();
  await world.store.close();
});
