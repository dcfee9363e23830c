import type { EventFilter } from '@aws-sdk/client-health';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dateOf, ManualClock } from '../../lib/clock.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import type { OperationContext, Services } from '../context.ts';
import { describeAffectedEntities } from './describe-affected-entities.ts';
import { describeEvents } from './describe-events.ts';
import { invalidInput } from './errors.ts';

const ACCOUNT = '444455556666';
const INVITER = '111122223333';
let store: Store;
let context: OperationContext;

beforeEach(async () => {
  store = await openStore(':memory:');
  context = {
    principal: { kind: 'root', accountId: ACCOUNT, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
    accountId: ACCOUNT,
    region: 'us-east-1',
    partition: 'aws',
    requestId: 'r',
    clock: new ManualClock(1000),
    store,
    services: {} as Services,
  };
  for (const [noticeId, region, createdAt] of [
    ['a', 'us-east-1', 1000],
    ['b', 'eu-west-1', 2000],
    ['c', 'us-east-1', 3000],
  ] as const) {
    const kind = 'invitation';
    await store.notices.put({
      ...{ noticeId, region, createdAt, kind, accountId: ACCOUNT, aboutAccountId: INVITER },
    });
  }
  await store.members.put({
    administratorId: INVITER,
    region: 'us-east-1',
    accountId: ACCOUNT,
    email: 'owner@example.com',
    status: 'Invited',
    invitation: { invitationId: 'c' },
    updatedAt: 3000,
  });
});
afterEach(() => store.close());

const ids = async (filter: EventFilter, more: object = {}) => {
  const { events = [] } = await describeEvents.handle({ filter, ...more }, context);
  return events.map(({ arn }) => arn?.slice(-1)).join('');
};

describe('DescribeEvents', () => {
  it.each<[string, EventFilter, string]>([
    ['nothing', {}, 'cba'],
    ['a Region', { regions: ['eu-west-1'] }, 'b'],
    ['what is open', { eventStatusCodes: ['open'] }, 'c'],
    ['what is not', { eventStatusCodes: ['closed', 'upcoming'] }, 'ba'],
    ['another service', { services: ['EC2'] }, ''],
    ['the type', { eventTypeCodes: ['AWS_GUARDDUTY_MEMBER_INVITATION'] }, 'cba'],
    ['the category', { eventTypeCategories: ['accountNotification'] }, 'cba'],
    ['another category', { eventTypeCategories: ['issue'] }, ''],
    ['a zone', { availabilityZones: ['us-east-1a'] }, ''],
    ['tags', { tags: [{ a: 'b' }] }, ''],
    ['a persona', { personas: ['SECURITY'] }, ''],
    ['an entity', { entityValues: [ACCOUNT] }, 'cba'],
    [
      'an entity by its ARN',
      { entityArns: ['arn:aws:health:eu-west-1:444455556666:entity/b'] },
      'b',
    ],
    ['times', { startTimes: [{ from: dateOf(1500), to: dateOf(2500) }] }, 'b'],
    ['the end', { endTimes: [{ from: dateOf(0) }] }, ''],
    ['the last update', { lastUpdatedTimes: [{ from: dateOf(2000) }] }, 'cb'],
  ])('filters by %s', async (_what, filter, found) => {
    expect(await ids(filter)).toBe(found);
  });

  it('pages, and stops at the end', async () => {
    const first = await describeEvents.handle({ maxResults: 2 }, context);
    expect(first.events).toHaveLength(2);
    const nextToken = first.nextToken ?? '';
    expect(await ids({}, { maxResults: 2, nextToken })).toBe('a');
    const whole = await describeEvents.handle({ maxResults: 3 }, context);
    expect(whole.nextToken).toBeUndefined();
  });
});

describe('DescribeAffectedEntities', () => {
  it('names the invited account, and whether it is waited for', async () => {
    const { events = [] } = await describeEvents.handle({}, context);
    const eventArns = events.map(({ arn = '' }) => arn);
    const asked = async (filter: object) => {
      const all = { filter: { eventArns, ...filter } };
      return (await describeAffectedEntities.handle(all, context)).entities ?? [];
    };
    expect((await asked({})).map((one) => one.statusCode)).toEqual([
      'PENDING',
      'RESOLVED',
      'RESOLVED',
    ]);
    expect(await asked({ statusCodes: ['PENDING'] })).toHaveLength(1);
    expect(await asked({ entityValues: [INVITER] })).toEqual([]);
  });
});

it('names what is wrong with an input', () => {
  const wrong = {
    path: ['locale'],
    reason: 'length',
    in: 'body',
    constraint: 'too short',
  } as const;
  expect(invalidInput([wrong], 'DescribeEvents')).toMatchObject({
    code: 'ValidationException',
    message: 'locale: too short',
  });
});
