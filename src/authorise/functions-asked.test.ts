import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleFunction } from '../store/conformance/functions.ts';
import { ALLOW_ALL, MEMBER, OUTSIDER, openWorld, rootOf, UNIT, type World } from './testing.ts';

const TAGGED = `arn:aws:lambda:us-east-1:${MEMBER}:function:tagged`;
const PLAIN = `arn:aws:lambda:us-east-1:${MEMBER}:function:plain`;
let world: World;

beforeEach(async () => {
  world = await openWorld();
  const code = new Uint8Array();
  const one = { ...exampleFunction, accountId: MEMBER, permissions: [] };
  await world.store.functions.put({ ...one, name: 'tagged', tags: { Key: 'Value' } }, code);
  await world.store.functions.put({ ...one, name: 'plain', tags: {} }, code);
});
afterEach(() => world.store.close());

describe('a policy that denies lambda:* on what carries a tag', () => {
  const guard = {
    Sid: 'KeepFunction',
    Effect: 'Deny',
    Action: 'lambda:*',
    Resource: '*',
    Condition: { StringEquals: { 'aws:ResourceTag/Key': 'Value' } },
  };
  const calls = [
    'lambda:DeleteFunction',
    'lambda:GetFunction',
    'lambda:Invoke',
    'lambda:UpdateFunctionCode',
    'lambda:UpdateFunctionConfiguration',
    'lambda:AddPermission',
  ];
  const onTags = ['lambda:TagResource', 'lambda:UntagResource', 'lambda:ListTags'];
  beforeEach(async () => {
    await world.scp(UNIT, 'p-allow', ALLOW_ALL);
    await world.scp(UNIT, 'p-guard', guard);
  });

  it.each([
    ...calls.map((call) => [call, 'FunctionName'] as const),
    ...onTags.map((call) => [call, 'Resource'] as const),
  ])('denies %s on it and on no other', async (call, member) => {
    const role = await world.role('worker');
    const verdict = await world.ask(role, call, { [member]: TAGGED });
    expect(verdict).toMatchObject({ allowed: false, deniedBy: { sid: 'KeepFunction' } });
    expect(verdict.resource).toBe(TAGGED);
    expect((await world.ask(role, call, { [member]: PLAIN })).allowed).toBe(true);
  });

  it('does not deny what is about no function', async () => {
    const role = await world.role('worker');
    expect((await world.ask(role, 'lambda:ListFunctions')).allowed).toBe(true);
    const input = { FunctionName: 'new', Tags: { Key: 'Value' } };
    expect((await world.ask(role, 'lambda:CreateFunction', input)).allowed).toBe(true);
  });
});

it('asks whether the role may be handed over', async () => {
  const user = await world.user('maker', { ...ALLOW_ALL, Action: 'lambda:*' });
  const Role = `arn:aws:iam::${MEMBER}:role/worker`;
  const verdict = await world.ask(user, 'lambda:CreateFunction', { FunctionName: 'new', Role });
  expect(verdict).toMatchObject({ allowed: false, action: 'iam:PassRole', resource: Role });
});

it('lets root of another account in only where the function’s own policy does', async () => {
  const root = rootOf(OUTSIDER);
  const ask = () => world.ask(root, 'lambda:Invoke', { FunctionName: PLAIN });
  expect((await ask()).allowed).toBe(false);
  const statement = {
    Sid: 'other',
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${OUTSIDER}:root` },
    Action: 'lambda:InvokeFunction',
    Resource: PLAIN,
  };
  const plain = await world.store.functions.get(MEMBER, 'us-east-1', 'plain');
  if (plain) await world.store.functions.put({ ...plain, permissions: [statement] });
  expect((await ask()).allowed).toBe(true);
  expect((await world.ask(root, 'lambda:GetFunction', { FunctionName: PLAIN })).allowed).toBe(
    false,
  );
});
