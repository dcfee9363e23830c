/** What each state of a detector lets in, and what is metered of it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { partitionOf } from '../domain/regions.ts';
import { firstUsageDay, usageDay } from '../domain/usage.ts';
import { ManualClock } from '../lib/clock.ts';
import { USAGE_RESOURCES_PER_DAY_MAX } from '../limits.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { createPipeline } from './create-pipeline.ts';
import {
  bodyOf,
  type ExampleRecord,
  exampleEngine,
  exampleRecord,
  membership,
  OTHER,
  OWN,
  pipelineLists,
  putDetector,
  REGION,
  START,
} from './testing.ts';

const TODAY = usageDay(START);

let store: Store;
let clock: ManualClock;
beforeEach(async () => {
  store = await openStore(':memory:');
  clock = new ManualClock(START);
  await putDetector(store, OWN);
});
afterEach(() => store.close());

const push = (...records: ExampleRecord[]) =>
  createPipeline({
    store,
    clock,
    engine: exampleEngine(),
    lists: pipelineLists(),
    partitionOf,
  }).putRecords({
    accountId: OWN,
    region: REGION,
    body: bodyOf(records.map(exampleRecord)),
  });

const data = (second: number, bucket = 'b'): ExampleRecord => {
  return { second, bucket, eventCategory: 'Data' };
};

async function switchDataEvents(status: 'ENABLED' | 'DISABLED'): Promise<void> {
  const detector = await store.detectors.get(OWN, REGION);
  if (detector === undefined) throw new Error('there is no detector');
  const features = { S3_DATA_EVENTS: { status, updatedAt: START } };
  await store.detectors.put({ ...detector, features });
}

async function usage(by: ('ACCOUNT' | 'RESOURCE')[] = []): Promise<string[]> {
  const of = { accountIds: [OWN, OTHER], region: REGION, fromDay: TODAY };
  const sums = await store.usage.sums(of, by);
  return sums.map((sum) => [...sum.keys, sum.feature, sum.events].join(' ')).sort();
}

describe('data events of S3', () => {
  it('are looked at only while their feature is on', async () => {
    await switchDataEvents('DISABLED');
    const both = await push(data(1), { second: 2 });
    expect(both).toMatchObject({ accepted: 1, refused: { NOT_MONITORED: 1 }, findings: 1 });
    await switchDataEvents('ENABLED');
    expect(await push(data(3, 'other'))).toMatchObject({ accepted: 1, findings: 1 });
  });

  it('are metered by bucket, and only those that were looked at', async () => {
    await switchDataEvents('DISABLED');
    await push(data(1), { second: 2 });
    expect(await usage()).toEqual(['CLOUD_TRAIL 1']);
    await switchDataEvents('ENABLED');
    await push(data(3), data(4), data(5, 'c'), { second: 6, name: 'Unread' });
    await push(data(7, 'c'));
    expect(await usage(['RESOURCE'])).toEqual([
      ' CLOUD_TRAIL 2',
      'b S3_DATA_EVENTS 2',
      'c S3_DATA_EVENTS 2',
    ]);
  });

  it('of more buckets than can be named in a day are counted without a name', async () => {
    await switchDataEvents('ENABLED');
    const many = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) => data(1, `bucket-${from + n}`));
    await push(...many(0, USAGE_RESOURCES_PER_DAY_MAX - 1));
    await push(...many(USAGE_RESOURCES_PER_DAY_MAX - 1, 3));
    const names = await store.usage.resourcesOfDay(OWN, REGION, TODAY);
    expect(names.size).toBe(USAGE_RESOURCES_PER_DAY_MAX);
    expect(await usage()).toEqual([`S3_DATA_EVENTS ${USAGE_RESOURCES_PER_DAY_MAX + 2}`]);
  });

  it('that cannot be read to their end are not metered', async () => {
    await switchDataEvents('ENABLED');
    const records = [{ ...exampleRecord(data(1)), eventTime: 'never' }, exampleRecord(data(2))];
    const pipeline = createPipeline({
      store,
      clock,
      engine: exampleEngine(),
      lists: pipelineLists(),
      partitionOf,
    });
    const body = bodyOf(records);
    const outcome = await pipeline.putRecords({ accountId: OWN, region: REGION, body });
    expect(outcome).toMatchObject({ accepted: 1, refused: { UNREADABLE: 1 } });
    expect(await usage()).toEqual(['S3_DATA_EVENTS 1']);
  });
});

describe('usage', () => {
  it('is of accounts that are monitored, under their own name', async () => {
    await push({ second: 1 }, { second: 2, accountId: OTHER });
    expect(await usage(['ACCOUNT'])).toEqual([`${OWN} CLOUD_TRAIL 1`]);
  });

  it('does not grow while the detector is suspended or stopped by an administrator', async () => {
    await putDetector(store, OWN, { enabled: false });
    await push({ second: 1 });
    await putDetector(store, OWN);
    await store.members.put(membership('Disabled'));
    await push({ second: 2 });
    expect(await usage()).toEqual([]);
  });

  it('is forgotten after the days that are summed up', async () => {
    await push({ second: 1 });
    clock.advance(30 * 86_400_000);
    await push({ second: 2 });
    const fromDay = firstUsageDay(START);
    const sums = await store.usage.sums({ accountIds: [OWN], region: REGION, fromDay }, []);
    expect(sums).toEqual([{ keys: [], feature: 'CLOUD_TRAIL', events: 1 }]);
  });
});
