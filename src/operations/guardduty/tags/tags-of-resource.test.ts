import { afterEach, beforeEach, expect, it } from 'vitest';
import { enable, type Harness, MEMBER, OTHER, openHarness, REGION } from '../testing.ts';
import { tagsOfResource } from './tags-of-resource.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(() => harness.store.close());

it('answers the tags of what is there, and none of what is not or belongs to others', async () => {
  const detectorId = await enable(harness.call, MEMBER);
  const arn = (accountId: string, id = detectorId) =>
    `arn:aws:guardduty:${REGION}:${accountId}:detector/${id}`;
  const Tags = { team: 'red' };
  await harness.call(MEMBER, 'TagResource', { ResourceArn: arn(MEMBER), Tags });
  const tagsFor = (accountId: string, resource: string) =>
    tagsOfResource(resource, {
      store: harness.store,
      accountId,
      region: REGION,
      partition: 'aws',
    });
  expect(await tagsFor(MEMBER, arn(MEMBER))).toEqual(Tags);
  expect(await tagsFor(OTHER, arn(MEMBER))).toEqual({});
  expect(await tagsFor(MEMBER, arn(MEMBER, 'a'.repeat(32)))).toEqual({});
  expect(await tagsFor(MEMBER, `${arn(MEMBER)}/filter/absent`)).toEqual({});
});
