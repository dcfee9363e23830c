import { afterEach, beforeEach, expect, it } from 'vitest';
import { looksLikeRoleArn, roleToAssume } from './role-to-assume.ts';
import {
  callOf,
  MANAGEMENT,
  MEMBER,
  ORGANIZATION,
  openWorld,
  rootOf,
  type World,
} from './testing.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.store.close());

const find = (RoleArn: string) =>
  roleToAssume(callOf(rootOf(MANAGEMENT), 'sts', 'AssumeRole', { RoleArn }), world.store);

it('is the role of that account, path and name, in the partition of the call', async () => {
  await world.role('worker', { path: '/team/' });
  const found = await find(`arn:aws:iam::${MEMBER}:role/team/worker`);
  expect(found?.owner).toEqual({ accountId: MEMBER, organizationId: ORGANIZATION });
  expect(found?.trust.name).toBe('trust policy of worker');
  for (const arn of [
    `arn:aws:iam::${MEMBER}:role/worker`,
    `arn:aws:iam::${MEMBER}:role/team/Worker`,
    `arn:aws:iam::${MANAGEMENT}:role/team/worker`,
    `arn:aws-cn:iam::${MEMBER}:role/team/worker`,
    `arn:aws:iam::${MEMBER}:user/team/worker`,
  ]) {
    expect(await find(arn), arn).toBeUndefined();
  }
});

it.each([
  ['arn:aws:iam::444455556666:role/a', true],
  ['arn:aws:iam:us-east-1:1:role/!/a', true],
  ['arn:aws:iam::444455556666:user/a', false],
  ['role/a', false],
])('%s looks like a role: %s', (text, expected) => {
  expect(looksLikeRoleArn(text)).toBe(expected);
});
