import { expect, it } from 'vitest';
import type { Stack } from '../domain/stack.ts';
import type { Tags } from '../domain/tags.ts';
import { Random } from '../store/testing.ts';
import { StackWorld } from './testing.ts';

const LETTERS = [...'ABCDEFGH'];
const MORE =
  'Parameters: {Stage: {Type: String, Default: test}}\n' +
  'Conditions: {IsTest: !Equals [!Ref Stage, test], IsProd: !Not [!Condition IsTest]}\n';

interface AnyThing {
  readonly logicalId: string;
  readonly name: string;
  readonly condition: string;
  readonly tags: Tags;
  readonly text: string;
}

/** Few keys, so that they come, change and go. */
function anyTags(random: Random): Tags {
  const keys = ['own', 'shared', 'more'].filter(() => random.chance(0.3));
  return Object.fromEntries(keys.map((key) => [key, random.pick(['x', 'y'])]));
}

/** Things that need earlier ones of them in every way there is. */
function anyThings(random: Random, run: number): AnyThing[] {
  const used = LETTERS.filter(() => random.chance(0.6));
  const shuffled = used.map((letter) => [random.below(1000), letter] as const).sort();
  const things: AnyThing[] = [];
  for (const [, logicalId] of shuffled) {
    const condition = random.pick(['', '', '', 'IsTest', 'IsProd']);
    const kind = random.below(3);
    const name = `${logicalId.toLowerCase()}${kind}`;
    // Whoever is there only sometimes is not referred to: nothing would stand for it.
    const earlier = things.filter((thing) => thing.condition === '').map((one) => one.logicalId);
    const value = random.pick([
      ...['x', 'y', `"${run}"`, '!Ref AWS::NoValue', '!If [IsTest, t, !Ref AWS::NoValue]'],
      ...earlier.flatMap((one) => [`!Ref ${one}`, `!GetAtt ${one}.Id`, `!Sub "\${${one}}-z"`]),
    ]);
    const half = random.chance(0.2) ? ', Half: true' : '';
    const tags = anyTags(random);
    const listed = JSON.stringify(Object.entries(tags).map(([Key, Value]) => ({ Key, Value })));
    const members = [
      'Type: "Example::Thing"',
      `Properties: {Name: ${name}, Kind: ${kind}, Value: ${value}${half}, Tags: ${listed}}`,
      ...(condition === '' ? [] : [`Condition: ${condition}`]),
      ...(earlier.length > 0 && random.chance(0.3) ? [`DependsOn: ${random.pick(earlier)}`] : []),
    ];
    const text = `  ${logicalId}: {${members.join(', ')}}\n`;
    things.push({ logicalId, name, condition, tags, text });
  }
  return things;
}

/** In any order: the engine has to find its own. */
function templateOf(things: readonly AnyThing[], random: Random): string {
  const always = '  Always: {Type: "Example::Thing", Properties: {Name: always}}\n';
  const lines = things.map(({ text }) => [random.below(1000), text] as const).sort();
  return `${MORE}Resources:\n${always}${lines.map(([, text]) => text).join('')}`;
}

const wantedNames = (things: readonly AnyThing[], stage: string) =>
  [
    'always',
    ...things
      .filter(
        ({ condition }) => condition === '' || (condition === 'IsTest') === (stage === 'test'),
      )
      .map(({ name }) => name),
  ].sort();

const SEEDS = Array.from({ length: 60 }, (_, at) => at + 1);

it.each(SEEDS)('deploy, update and delete leave what they found (seed %i)', async (seed) => {
  const random = new Random(seed);
  const world = await StackWorld.open();
  world.things.set('foreign', { properties: { Name: 'foreign' } });
  const names = () => Object.keys(world.values()).sort();
  const others = async () => (await world.create('other', MORE + OTHER)).stackId;
  const other = await others();
  const before = new Map(world.things);

  const first = anyThings(random, 0);
  const failing = first.length > 0 && random.chance(0.3) ? random.pick(first) : undefined;
  if (failing !== undefined) world.failing.add(`create ${failing.name}`);
  const parameters = { Stage: 'test' };
  let stack: Stack = await world.create('s', templateOf(first, random), { parameters });
  const isMade = failing === undefined || failing.condition === 'IsProd';
  expect(stack.status).toBe(isMade ? 'CREATE_COMPLETE' : 'ROLLBACK_COMPLETE');
  if (!isMade) expect(world.things).toEqual(before);
  world.failing.clear();

  for (let run = 1; isMade && run < 5; run += 1) {
    const there = new Map(world.things);
    const things = anyThings(random, run);
    const stage = random.pick(['test', 'prod']);
    const broken = things.length > 0 && random.chance(0.4) ? random.pick(things) : undefined;
    if (broken !== undefined) world.failing.add(`create ${broken.name}`);
    const tags = anyTags(random);
    stack = await world.update(stack, templateOf(things, random), { Stage: stage }, { tags });
    world.failing.clear();
    if (stack.status === 'UPDATE_COMPLETE') {
      const wanted = wantedNames(things, stage);
      expect(names()).toEqual([...wanted, 'foreign', 'other'].sort());
      const own = new Map(things.map((thing) => [thing.name, thing.tags]));
      const found = wanted.map((name) => [name, world.tags(name)]);
      expect(found).toEqual(wanted.map((name) => [name, { ...tags, ...own.get(name) }]));
    } else {
      expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
      expect(broken).toBeDefined();
      expect(world.things).toEqual(there);
    }
  }
  const gone = await world.remove(stack);
  expect(gone.status).toBe('DELETE_COMPLETE');
  expect(world.things).toEqual(before);
  expect((await world.store.stacks.get('stack', other))?.status).toBe('CREATE_COMPLETE');
  const rows = await world.store.stacks.list('resource', { owner: stack.stackId });
  expect(rows.every(({ status }) => status === 'DELETE_COMPLETE')).toBe(true);
  expect(await world.store.stacks.list('stack', { active: true })).toEqual([]);
  expect(world.errors).toEqual([]);
  await world.stacks.close();
  await world.store.close();
});

const OTHER = 'Resources:\n  Other: {Type: "Example::Thing", Properties: {Name: other}}\n';
