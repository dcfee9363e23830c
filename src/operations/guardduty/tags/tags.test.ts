import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TAGS_PER_RESOURCE_MAX } from '../../../limits.ts';
import { ERROR_TEXTS } from '../errors.ts';
import { enable, type Harness, MEMBER, OTHER, openHarness, REGION, refusalOf } from '../testing.ts';

let harness: Harness;
let detectorId: string;

beforeEach(async () => {
  harness = await openHarness();
  detectorId = await enable(harness.call, MEMBER);
});
afterEach(() => harness.store.close());

const arnOf = (id: string, accountId = MEMBER, region = REGION, partition = 'aws') =>
  `arn:${partition}:guardduty:${region}:${accountId}:detector/${id}`;
const list = async (ResourceArn = arnOf(detectorId)) =>
  (await harness.call(MEMBER, 'ListTagsForResource', { ResourceArn })).Tags;

describe('tags of a detector', () => {
  it('are added, replaced, shown and removed', async () => {
    const ResourceArn = arnOf(detectorId);
    await harness.call(MEMBER, 'TagResource', { ResourceArn, Tags: { team: 'red', env: 'test' } });
    await harness.call(MEMBER, 'TagResource', { ResourceArn, Tags: { team: 'blue' } });
    expect(await list()).toEqual({ team: 'blue', env: 'test' });
    const detector = await harness.call(MEMBER, 'GetDetector', { DetectorId: detectorId });
    expect(detector.Tags).toEqual({ team: 'blue', env: 'test' });
    await harness.call(MEMBER, 'UntagResource', { ResourceArn, TagKeys: ['env', 'absent'] });
    expect(await list()).toEqual({ team: 'blue' });
  });

  it('end at 50', async () => {
    const Tags = Object.fromEntries(
      Array.from({ length: TAGS_PER_RESOURCE_MAX }, (_, i) => [`key${i}`, '']),
    );
    const ResourceArn = arnOf(detectorId);
    await harness.call(MEMBER, 'TagResource', { ResourceArn, Tags });
    const more = harness.call(MEMBER, 'TagResource', { ResourceArn, Tags: { more: '' } });
    expect((await refusalOf(more)).message).toBe(ERROR_TEXTS.invalidInput);
    expect(await list()).toEqual(Tags);
  });

  it('of another account are refused with 403, whether it is there or not', async () => {
    const theirs = await enable(harness.call, OTHER);
    for (const id of [theirs, 'a'.repeat(32)]) {
      const refusal = await refusalOf(list(arnOf(id, OTHER)));
      expect(refusal).toEqual({
        code: 'AccessDeniedException',
        status: 403,
        message: ERROR_TEXTS.notAuthorized,
        type: 'AccessDeniedException',
      });
    }
  });

  it.each([
    ['an unknown id', () => arnOf('a'.repeat(32))],
    ['another Region', () => arnOf(detectorId, MEMBER, 'eu-west-1')],
    ['another partition', () => arnOf(detectorId, MEMBER, REGION, 'aws-cn')],
    ['a filter below it', () => `${arnOf(detectorId)}/filter/name`],
  ])('of %s are not found', async (_what, arn) => {
    expect((await refusalOf(list(arn()))).message).toBe(ERROR_TEXTS.noSuchResource);
  });

  it('need an ARN', async () => {
    expect((await refusalOf(list('detector'))).message).toBe(ERROR_TEXTS.invalidInput);
  });
});
