import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Stack } from '../domain/stack.ts';
import { StackWorld, thingsTemplate } from './testing.ts';

let world: StackWorld;
beforeEach(async () => {
  world = await StackWorld.open();
});
afterEach(async () => {
  expect(world.errors).toEqual([]);
  await world.stacks.close();
  await world.store.close();
});

const TWO = { A: 'Name: a, Value: x', B: 'Name: b, Value: !Ref A' };

describe('a new stack', () => {
  it('is made in order, says its outputs, and is taken away in the opposite order', async () => {
    const outputs = 'Outputs: {Out: {Value: !GetAtt B.Id, Export: {Name: shared}}}';
    const stack = await world.create('s', thingsTemplate(TWO, outputs));
    expect(stack).toMatchObject({ status: 'CREATE_COMPLETE', outputs: [{ exportName: 'shared' }] });
    expect(world.steps).toEqual(['create a', 'create b']);
    expect(String(world.values().b)).toMatch(/^s-A-[A-Z0-9]{12}$/);
    expect(await world.remove(stack)).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(world.steps.slice(2)).toEqual(['delete b', 'delete a']);
    expect(world.things.size).toBe(0);
  });

  it.each([
    ['ROLLBACK', 'ROLLBACK_COMPLETE', 0],
    ['DELETE', 'DELETE_COMPLETE', 0],
    ['DO_NOTHING', 'CREATE_FAILED', 1],
  ] as const)('that fails with %s ends as %s and leaves %i', async (onFailure, status, left) => {
    world.failing.add('create b');
    const stack = await world.create('s', thingsTemplate(TWO), { onFailure });
    expect(stack.status).toBe(status);
    expect(world.things.size).toBe(left);
    const [first] = await world.reasons(stack);
    expect(first).toContain(
      'B: Resource handler returned message: "create fails (Status Code: 400)"',
    );
  });

  it('takes away what was begun before it failed', async () => {
    world.failing.add('create b');
    const half = { ...TWO, B: 'Name: b, Half: true' };
    expect((await world.create('s', thingsTemplate(half))).status).toBe('ROLLBACK_COMPLETE');
    expect(world.things.size).toBe(0);
  });

  it('that cannot be rolled back says so, and can be deleted later', async () => {
    world.failing.add('create b').add('delete a');
    const stack = await world.create('s', thingsTemplate(TWO));
    expect(stack).toMatchObject({ status: 'ROLLBACK_FAILED' });
    expect(stack.statusReason).toContain('failed to delete: [A]');
    const failed = await world.remove(stack);
    expect(failed.status).toBe('DELETE_FAILED');
    expect((await world.remove(failed, { retained: ['A'] })).status).toBe('DELETE_COMPLETE');
    expect(world.values()).toEqual({ a: 'x' });
  });

  it.each([
    ['Nothing: x', '#: extraneous key [Nothing] is not permitted'],
    ['Name: !Select [3, [a]]', 'Fn::Select cannot select nonexistent value at index 3'],
    ['Name: !ImportValue nothing', 'No export named nothing found.'],
  ])('with %s fails', async (properties, reason) => {
    const stack = await world.create('s', thingsTemplate({ A: properties }));
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect((await world.reasons(stack)).join()).toContain(reason);
  });

  it('keeps what is to be kept', async () => {
    const kept = thingsTemplate(TWO).replace('{Type', '{DeletionPolicy: Retain, Type');
    const stack = await world.create('s', kept);
    await world.remove(stack);
    expect(world.values()).toEqual({ a: 'x' });
  });

  it('is given up when its time is over', async () => {
    const deadline = world.clock.now();
    const stack = await world.create('s', thingsTemplate(TWO), { deadline });
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(world.steps).toEqual([]);
  });
});

describe('an update', () => {
  let stack: Stack;
  beforeEach(async () => {
    stack = await world.create('s', thingsTemplate(TWO));
    world.steps.length = 0;
  });
  const to = (things: Record<string, string>, more?: string) =>
    world.update(stack, thingsTemplate(things, more));

  it('brings the tags of the stack to all that it has, and takes them away again', async () => {
    const more = { tags: { stage: 'test', team: 'blue' } };
    stack = await world.update(stack, stack.template, {}, more);
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.steps).toEqual(['update a', 'retag a', 'update b', 'retag b']);
    const own = thingsTemplate({ ...TWO, A: `${TWO.A}, Tags: [{Key: team, Value: red}]` });
    stack = await world.update(stack, own, {}, { tags: { stage: 'test' } });
    expect([world.tags('a'), world.tags('b')]).toEqual([
      { stage: 'test', team: 'red' },
      { stage: 'test' },
    ]);
    world.failing.add('create c');
    const failing = own.replace('red', 'green').concat('  C: {Type: "Example::Thing", ');
    await world.update(stack, `${failing}Properties: {Name: c}}\n`, {}, { tags: {} });
    expect([world.tags('a'), world.tags('b')]).toEqual([
      { stage: 'test', team: 'red' },
      { stage: 'test' },
    ]);
  });

  it('whose tags cannot be put is undone', async () => {
    world.failing.add('retag b stage');
    const before = new Map(world.things);
    const after = await world.update(stack, stack.template, {}, { tags: { stage: 'test' } });
    expect(after).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', tags: {} });
    expect(world.things).toEqual(before);
  });

  it('that cannot be undone is gone on with when somebody says so', async () => {
    world.failing.add('create c').add('update a x');
    const failed = await to({ ...TWO, A: 'Name: a, Value: y', C: 'Name: c' });
    expect(failed.status).toBe('UPDATE_ROLLBACK_FAILED');
    expect(failed.statusReason).toContain('failed to update: [A]');
    expect(world.values().a).toBe('y');
    world.failing.clear();
    const going = { ...failed, status: 'UPDATE_ROLLBACK_IN_PROGRESS' } as const;
    await world.store.stacks.put('stack', going);
    world.stacks.wake();
    expect((await world.settle(failed)).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(world.values()).toMatchObject({ a: 'x' });
  });

  it('of the type of a resource is refused', async () => {
    const text = thingsTemplate(TWO).replace(
      'B: {Type: "Example::Thing"',
      'B: {Type: "AWS::CloudFormation::WaitConditionHandle"',
    );
    const after = await world.update(stack, text.replace('Name: b, Value: !Ref A', ''));
    expect(after.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await world.reasons(after)).toEqual(['B: Update of resource type is not permitted.']);
  });
});

describe('a custom resource', () => {
  const CUSTOM =
    'Resources:\n  C:\n    Type: Custom::Thing\n    Properties:\n      ServiceToken: ' +
    '"arn:aws:lambda:us-east-1:111122223333:function:f"\n      Number: 3\n' +
    'Outputs: {Out: {Value: !GetAtt C.Answer}}\n';
  const last = () => world.asked.at(-1) ?? {};

  function answer(more: object = {}): Promise<number> {
    const { StackId, RequestId, LogicalResourceId, ResponseURL = '' } = last();
    const token = ResponseURL.split('/').at(-1) ?? '';
    const body = { Status: 'SUCCESS', StackId, RequestId, LogicalResourceId, ...more };
    return world.stacks.receive(token, Buffer.from(JSON.stringify(body)));
  }

  it('asks its function, waits, and shows what it answered', async () => {
    const waiting = await world.create('s', CUSTOM);
    expect(waiting.status).toBe('CREATE_IN_PROGRESS');
    expect(last()).toMatchObject({
      ...{ RequestType: 'Create', LogicalResourceId: 'C', ResourceType: 'Custom::Thing' },
      ResourceProperties: { Number: '3' },
    });
    expect(last()).not.toHaveProperty('PhysicalResourceId');
    expect(await answer({ PhysicalResourceId: 'p1', Data: { Answer: 'yes' } })).toBe(200);
    const made = await world.settle(waiting);
    expect(made).toMatchObject({ status: 'CREATE_COMPLETE', outputs: [{ value: 'yes' }] });
    const changed = await world.update(made, CUSTOM.replace('3', '4'));
    expect(last()).toMatchObject({
      ...{ RequestType: 'Update', PhysicalResourceId: 'p1' },
      OldResourceProperties: { Number: '3' },
    });
    // Another physical id is another thing: the old one is deleted.
    await answer({ PhysicalResourceId: 'p2', Data: { Answer: 'other' } });
    await world.settle(changed, 3);
    expect(last()).toMatchObject({ RequestType: 'Delete', PhysicalResourceId: 'p1' });
    await answer();
    const updated = await world.settle(changed);
    expect(updated).toMatchObject({ status: 'UPDATE_COMPLETE', outputs: [{ value: 'other' }] });
    await world.remove(updated);
    expect(last()).toMatchObject({ RequestType: 'Delete', PhysicalResourceId: 'p2' });
    await answer();
    expect((await world.settle(updated)).status).toBe('DELETE_COMPLETE');
  });

  it('refuses answers that are none, or to another request, or come twice', async () => {
    const stack = await world.create('s', CUSTOM);
    expect(await world.stacks.receive('nonsense', Buffer.from('{}'))).toBe(403);
    expect(await answer({ RequestId: 'another' })).toBe(400);
    expect(await answer({ StackId: 'another' })).toBe(400);
    expect(await answer({ Status: 'DONE' })).toBe(400);
    expect(await answer({ Data: { Answer: 'x'.repeat(4096) } })).toBe(413);
    const taken = { PhysicalResourceId: 'p', Data: { Answer: 1 } };
    expect((await Promise.all([answer(taken), answer(taken)])).sort()).toEqual([200, 403]);
    expect((await world.settle(stack)).status).toBe('CREATE_COMPLETE');
    expect(await answer()).toBe(403);
    const events = await world.store.stacks.list('event', { owner: stack.stackId });
    expect(events.filter(({ reason }) => reason?.includes('a second time'))).toHaveLength(2);
  });

  it.each([
    [
      { Status: 'FAILED', Reason: 'broken' },
      'Received response status [FAILED] from custom resource. Message returned: broken',
    ],
    [{}, 'Invalid PhysicalResourceId'],
  ])('that answers %j fails', async (body, reason) => {
    const stack = await world.create('s', CUSTOM);
    await answer(body);
    expect((await world.settle(stack)).status).toBe('ROLLBACK_COMPLETE');
    expect((await world.reasons(stack)).join()).toContain(reason);
  });

  it('that never answers fails when its time is over, and answers too late', async () => {
    const text = CUSTOM.replace('Number: 3', 'ServiceTimeout: 3');
    const stack = await world.create('s', text);
    world.clock.advance(2999);
    world.stacks.tick();
    expect((await world.store.stacks.get('stack', stack.stackId))?.status).toBe(
      'CREATE_IN_PROGRESS',
    );
    world.clock.advance(1);
    world.stacks.tick();
    expect((await world.settle(stack)).status).toBe('ROLLBACK_COMPLETE');
    expect((await world.reasons(stack)).join()).toContain('did not receive a response');
    expect(await answer({ PhysicalResourceId: 'p' })).toBe(403);
  });

  it('is waited for across a restart, and not asked to make a second one', async () => {
    const stack = await world.create('s', CUSTOM);
    const first = last().RequestId;
    await world.stacks.close();
    // The answer comes while nobody waits for it.
    expect(await answer({ PhysicalResourceId: 'p', Data: { Answer: 'kept' } })).toBe(200);
    await world.restart();
    const made = await world.settle(stack);
    expect(made).toMatchObject({ status: 'CREATE_COMPLETE', outputs: [{ value: 'kept' }] });
    expect(world.asked.filter(({ RequestId }) => RequestId === first)).toHaveLength(1);
  });
});

it('finds what is no longer as the stack has made it', async () => {
  const stack = await world.create('s', thingsTemplate(TWO));
  expect(await world.stacks.detectDrift(stack.stackId)).toMatchObject({ stackStatus: 'IN_SYNC' });
  const [first = '', second = ''] = [...world.things.keys()];
  world.things.set(first, { properties: { Name: 'a', Value: 'by hand' } });
  world.things.delete(second);
  const found = await world.stacks.detectDrift(stack.stackId);
  expect(found).toMatchObject({ stackStatus: 'DRIFTED', drifted: 2 });
  const rows = await world.store.stacks.list('resource', { owner: stack.stackId });
  expect(rows.map(({ drift }) => drift)).toMatchObject([
    {
      status: 'MODIFIED',
      differences: [{ path: '/Value', expected: 'x', actual: 'by hand', kind: 'NOT_EQUAL' }],
    },
    { status: 'DELETED' },
  ]);
});

it('keeps what happens to a resource while somebody looks for drift', async () => {
  const stack = await world.create('s', thingsTemplate({ A: 'Name: a' }));
  const about = { owner: stack.stackId };
  const [row] = await world.store.stacks.list('resource', about);
  if (row === undefined) throw new Error('the stack has nothing');
  let changed: Promise<void> | undefined;
  vi.spyOn(world.things, 'get').mockImplementationOnce(() => {
    changed = world.store.stacks.put('resource', { ...row, metadata: 'changed' });
    return undefined;
  });
  await world.stacks.detectDrift(stack.stackId);
  await changed;
  expect(await world.store.stacks.list('resource', about)).toMatchObject([
    { metadata: 'changed', drift: { status: 'DELETED' } },
  ]);
});
