import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

type Things = Readonly<Record<string, string>>;

interface Change {
  readonly what: string;
  readonly from: Things;
  readonly to: Things;
  readonly more?: string;
  /** What comes before a resource's type, such as a policy. */
  readonly extra?: Readonly<Record<string, string>>;
  /** The same of what was there before. */
  readonly before?: Readonly<Record<string, string>>;
  readonly failing?: readonly string[];
  readonly status?: string;
  readonly steps: readonly string[];
  readonly left?: Readonly<Record<string, string>>;
}

const AB = { A: 'Name: a', B: 'Name: b, Value: !Ref A' };
const CHAIN = { ...AB, C: 'Name: c, Value: !GetAtt B.Id' };
const STAGE = 'Parameters: {Stage: {Type: String, Default: test}}\n';

/** Whatever was said of the stack and what it has. */
async function told({ stackId }: Stack): Promise<string> {
  const events = await world.store.stacks.list('event', { owner: stackId });
  return events.map(({ reason }) => reason).join();
}

/** With members before the types of some resources. */
function written(things: Things, extra: Change['extra'] = {}, more?: string): string {
  const text = thingsTemplate(things, more);
  return Object.entries(extra).reduce(
    (before, [name, members]) => before.replace(`  ${name}: {`, `  ${name}: {${members}, `),
    text,
  );
}

describe('an update', () => {
  it.each<Change>([
    { what: 'of nothing', from: AB, to: AB, steps: [] },
    {
      what: 'of a number to the text that it is',
      from: { A: 'Name: a, Value: 3' },
      to: { A: 'Name: a, Value: "3"' },
      steps: [],
    },
    {
      what: 'of the order of members',
      from: { A: 'Name: a, Value: {x: 1, y: 2}' },
      to: { A: 'Value: {y: 2, x: 1}, Name: a' },
      steps: [],
    },
    {
      what: 'of the order of a list',
      from: { A: 'Name: a, Value: [x, y]' },
      to: { A: 'Name: a, Value: [y, x]' },
      steps: ['update a'],
    },
    {
      what: 'that takes a property away',
      from: { A: 'Name: a, Value: x' },
      to: { A: 'Name: a' },
      steps: ['update a'],
      left: { a: 'undefined' },
    },
    {
      what: 'that takes a property away by AWS::NoValue',
      from: { A: 'Name: a, Value: x' },
      to: { A: 'Name: a, Value: !Ref AWS::NoValue' },
      steps: ['update a'],
    },
    {
      what: 'in place of what others refer to leaves them alone',
      from: CHAIN,
      to: { ...CHAIN, A: 'Name: a, Value: y' },
      steps: ['update a'],
    },
    {
      what: 'that replaces the first replaces nothing else',
      from: CHAIN,
      to: { ...CHAIN, A: 'Name: a, Kind: k' },
      steps: ['create a', 'update b', 'delete a'],
    },
    {
      what: 'that replaces all takes the old ones away in reverse',
      from: CHAIN,
      to: {
        A: 'Name: a2, Kind: k',
        B: 'Name: b2, Kind: k, Value: !Ref A',
        C: 'Name: c2, Kind: k, Value: !Ref B',
      },
      steps: ['create a2', 'create b2', 'create c2', 'delete c', 'delete b', 'delete a'],
    },
    {
      what: 'that sets what cannot be changed where it was not set',
      from: { A: 'Name: a' },
      to: { A: 'Name: a, Kind: ""' },
      steps: ['create a', 'delete a'],
    },
    {
      what: 'that turns a reference round',
      from: { A: 'Name: a', B: 'Name: b, Value: !Ref A' },
      to: { A: 'Name: a, Value: !Ref B', B: 'Name: b' },
      steps: ['update b', 'update a'],
    },
    {
      what: 'that renames takes the new one in before the old one goes',
      from: { A: 'Name: a' },
      to: { Z: 'Name: z' },
      steps: ['create z', 'delete a'],
    },
    {
      what: 'of DependsOn alone',
      from: { A: 'Name: a', B: 'Name: b' },
      to: { A: 'Name: a', B: 'Name: b' },
      extra: { A: 'DependsOn: B' },
      steps: [],
    },
    {
      what: 'that waits for what it depends on',
      from: { Z: 'Name: z' },
      to: { A: 'Name: a', Z: 'Name: z', B: 'Name: b' },
      extra: { A: 'DependsOn: [B, Z]' },
      steps: ['create b', 'create a'],
    },
    {
      what: 'by a condition that becomes true',
      from: { A: 'Name: a' },
      to: { A: 'Name: a', B: 'Name: b' },
      more: `${STAGE}Conditions: {Is: !Equals [!Ref Stage, test]}`,
      extra: { B: 'Condition: Is' },
      steps: ['create b'],
    },
    {
      what: 'by a condition that is false takes away',
      from: AB,
      to: AB,
      more: `${STAGE}Conditions: {Is: !Equals [!Ref Stage, prod]}`,
      extra: { B: 'Condition: Is' },
      steps: ['delete b'],
    },
    {
      what: 'that keeps what is replaced',
      from: { A: 'Name: a, Value: old' },
      to: { A: 'Name: a2, Kind: k' },
      extra: { A: 'UpdateReplacePolicy: Retain' },
      steps: ['create a2'],
      left: { a: 'old', a2: 'undefined' },
    },
    {
      what: 'that takes away what is to be kept keeps it',
      from: AB,
      to: { A: 'Name: a' },
      before: { B: 'DeletionPolicy: Retain' },
      steps: [],
    },
    {
      what: 'that cannot take the old one away is complete all the same',
      from: { A: 'Name: a' },
      to: { A: 'Name: a2, Kind: k' },
      failing: ['delete a'],
      steps: ['create a2', 'delete a'],
      left: { a: 'undefined', a2: 'undefined' },
    },
    {
      what: 'whose first change fails',
      from: { A: 'Name: a, Value: x', B: 'Name: b' },
      to: { A: 'Name: a, Value: y', B: 'Name: b, Value: z' },
      failing: ['update a y'],
      status: 'UPDATE_ROLLBACK_COMPLETE',
      steps: ['update a', 'update a'],
    },
    {
      what: 'whose last change fails puts all back, the last first',
      from: { A: 'Name: a, Value: x', B: 'Name: b, Value: x', C: 'Name: c, Value: x' },
      to: { A: 'Name: a, Value: y', B: 'Name: b, Value: y', C: 'Name: c, Value: y' },
      failing: ['update c y'],
      status: 'UPDATE_ROLLBACK_COMPLETE',
      steps: ['update a', 'update b', 'update c', 'update c', 'update b', 'update a'],
    },
    {
      what: 'whose replacement fails leaves the old one',
      from: { A: 'Name: a, Value: x' },
      to: { A: 'Name: a2, Kind: k' },
      failing: ['create a2'],
      status: 'UPDATE_ROLLBACK_COMPLETE',
      steps: ['create a2'],
    },
    {
      what: 'whose replacement fails half-way takes away what was begun',
      from: { A: 'Name: a, Value: x' },
      to: { A: 'Name: a2, Kind: k, Half: true' },
      failing: ['create a2'],
      status: 'UPDATE_ROLLBACK_COMPLETE',
      steps: ['create a2', 'delete a2'],
    },
    {
      what: 'that fails after a removal has removed nothing',
      from: AB,
      to: { A: 'Name: a', C: 'Name: c' },
      failing: ['create c'],
      status: 'UPDATE_ROLLBACK_COMPLETE',
      steps: ['create c'],
    },
    {
      what: 'that fails takes new ones away though they are to be kept except on creation',
      from: { A: 'Name: a' },
      to: { A: 'Name: a', B: 'Name: b', C: 'Name: c, Value: !Ref B' },
      extra: { B: 'DeletionPolicy: RetainExceptOnCreate' },
      failing: ['create c'],
      status: 'UPDATE_ROLLBACK_COMPLETE',
      steps: ['create b', 'create c', 'delete b'],
    },
    {
      what: 'that fails keeps new ones that are to be kept',
      from: { A: 'Name: a' },
      to: { A: 'Name: a', B: 'Name: b', C: 'Name: c, Value: !Ref B' },
      extra: { B: 'DeletionPolicy: Retain' },
      failing: ['create c'],
      status: 'UPDATE_ROLLBACK_COMPLETE',
      steps: ['create b', 'create c'],
      left: { a: 'undefined', b: 'undefined' },
    },
  ])('$what', async (change) => {
    const stack = await world.create('s', written(change.from, change.before));
    expect(stack.status).toBe('CREATE_COMPLETE');
    world.steps.length = 0;
    for (const step of change.failing ?? []) world.failing.add(step);
    const { status = 'UPDATE_COMPLETE', left } = change;
    const before = new Map(world.things);
    const after = await world.update(stack, written(change.to, change.extra, change.more), {
      Stage: 'test',
    });
    expect({ status: after.status, steps: world.steps }).toEqual({ status, steps: change.steps });
    if (left !== undefined) {
      const values = Object.entries(world.values()).map(([name, value]) => [name, String(value)]);
      expect(Object.fromEntries(values)).toEqual(left);
    }
    expect(after.previous).toBeUndefined();
    const rows = await world.store.stacks.list('resource', { owner: stack.stackId });
    expect(rows.every((row) => row.before === undefined && row.step === undefined)).toBe(true);
    if (status === 'UPDATE_COMPLETE') return;
    expect(after.template).toBe(stack.template);
    expect(rows.map(({ logicalId }) => logicalId)).toEqual(Object.keys(change.from));
    if (left === undefined) expect(world.things).toEqual(before);
  });
});

it('an update that fails leaves what was said of deletion and dependence as it was', async () => {
  const kept = written(
    { A: 'Name: a', B: 'Name: b' },
    { A: 'DeletionPolicy: Retain, DependsOn: B' },
  );
  const stack = await world.create('s', kept);
  world.failing.add('create c');
  const other = written({ A: 'Name: a', B: 'Name: b', C: 'Name: c' }, { B: 'DependsOn: A' });
  const after = await world.update(stack, other);
  expect(after.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  const rows = await world.store.stacks.list('resource', { owner: stack.stackId });
  expect(rows.map(({ dependsOn }) => dependsOn)).toEqual([['B'], []]);
  await world.remove(after);
  expect(Object.keys(world.values())).toEqual(['a']);
});

it('what was replaced goes before what only it needed', async () => {
  const stack = await world.create(
    's',
    thingsTemplate({ A: 'Name: a', B: 'Name: b, Value: !Ref A' }),
  );
  world.steps.length = 0;
  await world.update(stack, thingsTemplate({ A: 'Name: a2, Kind: k', B: 'Name: b2, Kind: k' }));
  expect(world.steps).toEqual(['create a2', 'create b2', 'delete b', 'delete a']);
});

describe('a deletion', () => {
  it.each<Pick<Change, 'what' | 'extra' | 'failing' | 'steps' | 'status'> & { things?: Things }>([
    {
      what: 'goes the other way round',
      things: CHAIN,
      steps: ['delete c', 'delete b', 'delete a'],
    },
    {
      what: 'heeds DependsOn',
      things: { A: 'Name: a', B: 'Name: b', C: 'Name: c' },
      extra: { A: 'DependsOn: [B, C]' },
      steps: ['delete a', 'delete c', 'delete b'],
    },
    {
      what: 'keeps one and takes what it depends on',
      extra: { B: 'DeletionPolicy: Retain' },
      steps: ['delete a'],
    },
    {
      what: 'keeps what would go with a failed creation only',
      extra: { B: 'DeletionPolicy: RetainExceptOnCreate' },
      steps: ['delete a'],
    },
    {
      what: 'of which one fails leaves what that one needs',
      things: { ...CHAIN, D: 'Name: d' },
      failing: ['delete b'],
      status: 'DELETE_FAILED',
      steps: ['delete d', 'delete c', 'delete b'],
    },
    {
      what: 'of which two fail names both',
      things: { A: 'Name: a', B: 'Name: b', C: 'Name: c' },
      failing: ['delete a', 'delete c'],
      status: 'DELETE_FAILED',
      steps: ['delete c', 'delete b', 'delete a'],
    },
  ])('$what', async ({ things = AB, extra, failing = [], steps, status = 'DELETE_COMPLETE' }) => {
    const text = written(things, extra);
    const stack = await world.create('s', text);
    world.steps.length = 0;
    for (const step of failing) world.failing.add(step);
    const after = await world.remove(stack);
    expect({ status: after.status, steps: world.steps }).toEqual({ status, steps });
    if (failing.length === 0) return;
    const names = failing.map((step) => step.slice('delete '.length).toUpperCase());
    for (const name of names) expect(after.statusReason).toContain(name);
    // Tried again once nothing is in the way, it goes on where it was.
    world.failing.clear();
    expect((await world.remove(after)).status).toBe('DELETE_COMPLETE');
    expect(world.things.size).toBe(0);
  });
});

describe('exports', () => {
  const exporting = (name: string, value = '!Ref A', things: Things = { A: 'Name: a' }) =>
    thingsTemplate(things, `Outputs: {Out: {Value: ${value}, Export: {Name: ${name}}}}`);
  const importing = thingsTemplate({ I: 'Name: i, Value: !ImportValue shared' });

  it('that are in use cannot be given up, nor had once they are', async () => {
    const stack = await world.create('s', exporting('shared'));
    const user = await world.create('user', importing);
    const renamed = await world.update(stack, exporting('other'));
    expect(renamed).toMatchObject({
      status: 'UPDATE_ROLLBACK_COMPLETE',
      outputs: [{ exportName: 'shared' }],
    });
    expect(await told(renamed)).toContain(
      'Export shared cannot be deleted as it is in use by user',
    );
    await world.remove(user);
    expect((await world.update(renamed, exporting('other'))).status).toBe('UPDATE_COMPLETE');
    expect((await world.create('late', importing)).status).toBe('ROLLBACK_COMPLETE');
  });

  it('whose value stays may change in everything else', async () => {
    const stack = await world.create('s', exporting('shared'));
    await world.create('user', importing);
    const more = exporting('shared', '!Ref A', { A: 'Name: a, Value: y', B: 'Name: b' });
    expect((await world.update(stack, more)).status).toBe('UPDATE_COMPLETE');
    const replaced = exporting('shared', '!Ref A', { A: 'Name: a2, Kind: k' });
    const after = await world.update({ ...stack, template: more }, replaced);
    expect(await told(after)).toContain('Export shared cannot be updated as it is in use by user');
    expect(after.outputs).toEqual(stack.outputs);
    expect(Object.keys(world.values()).sort()).toEqual(['a', 'b', 'i']);
  });

  it('of one stack cannot be those of another, until they are gone', async () => {
    const first = await world.create('s', exporting('shared'));
    const second = await world.create('t', exporting('shared', 'x', { T: 'Name: t' }));
    expect(second.status).toBe('ROLLBACK_COMPLETE');
    expect(await told(second)).toContain('is already exported by stack s');
    await world.remove(first);
    const third = await world.create('u', exporting('shared', 'x', { U: 'Name: u' }));
    expect(third.status).toBe('CREATE_COMPLETE');
  });
});

describe('a template that comes to nothing', () => {
  const MAPPED =
    'Parameters: {P: {Type: String, Default: good}}\nMappings: {M: {good: {x: y}}}\n' +
    'Conditions: {C: !Equals [!FindInMap [M, !Ref P, x], y]}';
  const CIRCLE =
    'Parameters: {P: {Type: String, Default: good}}\nConditions: {C: !Equals [!Ref P, bad]}';
  const circular = {
    A: 'Name: a, Value: !If [C, !Ref B, x]',
    B: 'Name: b, Value: !Ref A',
  };
  it.each<[string, string, string]>([
    [
      'in a condition',
      thingsTemplate({ A: 'Name: a' }, MAPPED),
      'Unable to get mapping for M::bad',
    ],
    ['in a circle by a condition', thingsTemplate(circular, CIRCLE), 'Circular dependency between'],
  ])('%s fails, as a stack and as an update, and can be deleted', async (_what, text, reason) => {
    const failed = await world.create('s', text, { parameters: { P: 'bad' } });
    expect(failed.status).toBe('ROLLBACK_COMPLETE');
    expect(await told(failed)).toContain(reason);
    const good = await world.create('t', text, { parameters: { P: 'good' } });
    expect(good.status).toBe('CREATE_COMPLETE');
    const { size } = world.things;
    const back = await world.update(good, text, { P: 'bad' });
    expect(back.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await told(back)).toContain(reason);
    expect(world.things.size).toBe(size);
    expect((await world.remove(failed)).status).toBe('DELETE_COMPLETE');
    expect((await world.remove(back)).status).toBe('DELETE_COMPLETE');
    expect(world.things.size).toBe(0);
  });
});
