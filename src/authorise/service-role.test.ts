import { afterEach, beforeEach, expect, it } from 'vitest';
import { roleForService, type ServiceAsking } from './service-role.ts';
import { documentOf, MANAGEMENT, MEMBER, openWorld, type World } from './testing.ts';

const FUNCTION = `arn:aws:lambda:us-east-1:${MEMBER}:function:fn`;
let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.store.close());

const trusting = (more: object = {}) => ({
  trustPolicy: documentOf({
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com' },
    Action: 'sts:AssumeRole',
    ...more,
  }),
});

async function found(change: Partial<ServiceAsking> = {}): Promise<string | undefined> {
  const asking: ServiceAsking = {
    service: 'lambda.amazonaws.com',
    roleArn: `arn:aws:iam::${MEMBER}:role/worker`,
    accountId: MEMBER,
    region: 'us-east-1',
    partition: 'aws',
    sourceArn: FUNCTION,
    now: world.clock.now(),
    ...change,
  };
  return (await roleForService(asking, world.store))?.name;
}

it('is a role of that account which trusts that service', async () => {
  await world.role('worker', trusting());
  expect(await found()).toBe('worker');
  expect(await found({ service: 'ec2.amazonaws.com' })).toBeUndefined();
  expect(await found({ accountId: MANAGEMENT })).toBeUndefined();
  expect(await found({ roleArn: `arn:aws:iam::${MEMBER}:role/other` })).toBeUndefined();
  expect(await found({ roleArn: `arn:aws:iam::${MEMBER}:role/path/worker` })).toBeUndefined();
  await world.role('worker');
  expect(await found()).toBeUndefined();
});

it('heeds the conditions of its trust policy', async () => {
  const Condition = { ArnLike: { 'aws:SourceArn': FUNCTION } };
  await world.role('worker', trusting({ Condition }));
  expect(await found()).toBe('worker');
  expect(await found({ sourceArn: `${FUNCTION}-2` })).toBeUndefined();
});

it('is none of an account that is closed', async () => {
  await world.role('worker', trusting());
  const account = await world.store.accounts.get(MEMBER);
  if (account) await world.store.accounts.put({ ...account, status: 'SUSPENDED' });
  expect(await found()).toBeUndefined();
});
