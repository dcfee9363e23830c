import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { partitionOf } from '../domain/regions.ts';
import { ManualClock } from '../lib/clock.ts';
import { BATCH_QUEUE_MAX, EVENT_MEMORY_DAYS } from '../limits.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { createPipeline, type PipelineOptions } from './create-pipeline.ts';
import {
  bodyOf,
  type ExampleRecord,
  exampleEngine,
  exampleRecord,
  findingsOf,
  membership,
  OTHER,
  OWN,
  pipelineLists,
  putDetector,
  REGION,
  START,
} from './testing.ts';

let store: Store;
let clock: ManualClock;
beforeEach(async () => {
  store = await openStore(':memory:');
  clock = new ManualClock(START);
  await putDetector(store, OWN);
});
afterEach(() => store.close());

const pipelineOf = (more: Partial<PipelineOptions> = {}) =>
  createPipeline({
    store,
    clock,
    engine: exampleEngine(),
    lists: pipelineLists(),
    partitionOf,
    ...more,
  });

const push = (pipeline: ReturnType<typeof pipelineOf>, ...records: ExampleRecord[]) =>
  pipeline.putRecords({
    accountId: OWN,
    region: REGION,
    body: bodyOf(records.map(exampleRecord)),
  });

describe('pushed records', () => {
  it('become findings of their account', async () => {
    const outcome = await push(pipelineOf(), { second: 1 }, { second: 2, name: 'Unread' });
    expect(outcome).toEqual({ accepted: 2, duplicates: 0, refused: {}, findings: 1 });
    const [finding] = await findingsOf(store);
    expect(finding).toMatchObject({
      AccountId: OWN,
      Region: REGION,
      Service: { Count: 1, DetectorId: OWN.padEnd(32, '0') },
    });
    expect(await store.ingest.sources(OWN)).toEqual([
      {
        accountId: OWN,
        source: 'push',
        records: 2,
        duplicates: 0,
        refused: 0,
        unreadable: 0,
        firstAt: START,
        lastAt: START,
      },
    ]);
  });

  it('change nothing when they come again, in another push or in the same', async () => {
    const pipeline = pipelineOf();
    await push(pipeline, { second: 1 }, { second: 2, name: 'Learn' });
    const before = await findingsOf(store);
    const memory = await store.ingest.loadMemory();
    const again = await push(pipeline, { second: 1 }, { second: 2, name: 'Learn' });
    expect(again).toMatchObject({ accepted: 2, duplicates: 2, findings: 0 });
    expect(await push(pipelineOf(), { second: 1 })).toMatchObject({ duplicates: 1, findings: 0 });
    expect(await findingsOf(store)).toEqual(before);
    expect(await store.ingest.loadMemory()).toEqual(memory);
    const twice = await push(pipeline, { second: 7 }, { second: 7 });
    expect(twice).toMatchObject({ accepted: 2, duplicates: 1, findings: 1 });
    expect((await findingsOf(store))[0]?.Service?.Count).toBe(2);
  });

  it('are known without an id by what they say', async () => {
    const pipeline = pipelineOf();
    const bare = { second: 1, eventID: undefined };
    await push(pipeline, bare);
    expect(await push(pipeline, bare, { ...bare, bucket: 'c' })).toMatchObject({
      duplicates: 1,
      findings: 1,
    });
  });

  it('of another account are refused and counted, and leave no trace', async () => {
    await putDetector(store, OTHER);
    const digest = await store.digest(OTHER);
    const outcome = await push(pipelineOf(), { second: 1, accountId: OTHER }, { second: 2 });
    expect(outcome).toEqual({
      accepted: 1,
      duplicates: 0,
      refused: { OTHER_ACCOUNT: 1 },
      findings: 1,
    });
    expect(await store.digest(OTHER)).toBe(digest);
    expect(await store.ingest.sources(OWN)).toMatchObject([{ records: 1, refused: 1 }]);
  });

  it('that cannot be read are counted', async () => {
    const body = Buffer.from('{"Records":[{"broken"');
    const outcome = await pipelineOf().putRecords({ accountId: OWN, region: REGION, body });
    expect(outcome).toMatchObject({ accepted: 0, refused: { UNREADABLE: 1 } });
  });

  it('of a Region that no partition knows are filed under the Region of the call', async () => {
    expect(await push(pipelineOf(), { second: 1, region: 'example-central-9' })).toMatchObject({
      accepted: 1,
      findings: 1,
    });
    expect((await findingsOf(store))[0]?.Region).toBe(REGION);
    const known = await push(pipelineOf(), { second: 2, region: 'us-east-1' });
    expect(known.refused).toEqual({ NOT_MONITORED: 1 });
  });
});

describe('the gate', () => {
  it('keeps out what nobody monitors, and lets it in later', async () => {
    const pipeline = pipelineOf();
    const quiet = { accepted: 0, refused: { NOT_MONITORED: 1 }, findings: 0 };
    await putDetector(store, OWN, { enabled: false });
    expect(await push(pipeline, { second: 1 })).toMatchObject(quiet);
    await store.detectors.delete(OWN, REGION);
    expect(await push(pipeline, { second: 1 })).toMatchObject(quiet);
    await putDetector(store, OWN);
    await store.members.put(membership('Disabled'));
    expect(await push(pipeline, { second: 1 })).toMatchObject(quiet);
    expect(await store.ingest.loadMemory()).toEqual([]);
    await store.members.put(membership('Enabled'));
    expect(await push(pipeline, { second: 1 })).toMatchObject({ accepted: 1, findings: 1 });
  });

  it('judges events anew for a detector that replaces a deleted one', async () => {
    const pipeline = pipelineOf();
    await push(pipeline, { second: 1 });
    await store.detectors.delete(OWN, REGION);
    await putDetector(store, OWN, { id: 'abcdef' });
    expect(await push(pipeline, { second: 1 })).toMatchObject({ duplicates: 0, findings: 1 });
  });
});

describe('detection', () => {
  it('sees the events of a batch in the order of their time', async () => {
    await push(
      pipelineOf(),
      { second: 3 },
      { second: 2, name: 'Learn' },
      { second: 1, name: 'Learn' },
    );
    const [finding] = await findingsOf(store);
    expect(finding?.Service?.AdditionalInfo?.Value).toBe('{"learnt":2}');
  });

  it('aggregates over batches, pushes and restarts', async () => {
    const pipeline = pipelineOf({ batchEventsMax: 2 });
    await push(pipeline, { second: 1, name: 'Learn' }, { second: 2 }, { second: 3 }, { second: 4 });
    clock.advance(60_000);
    await push(pipelineOf(), { second: 9 }, { second: 0, name: 'Unread' });
    const [finding] = await findingsOf(store);
    expect(finding).toMatchObject({
      CreatedAt: '2026-03-02T09:00:00.000Z',
      UpdatedAt: '2026-03-02T09:01:00.000Z',
      Service: {
        Count: 4,
        EventFirstSeen: '2026-03-02T09:00:02.000Z',
        EventLastSeen: '2026-03-02T09:00:09.000Z',
        AdditionalInfo: { Value: '{"learnt":1}' },
      },
    });
  });

  it('keeps an archived finding archived, and counts on', async () => {
    const pipeline = pipelineOf();
    await push(pipeline, { second: 1 });
    const [first] = await findingsOf(store);
    await store.findings.setArchived([OWN], REGION, [first?.Id ?? ''], true, START);
    await push(pipeline, { second: 2 });
    expect((await findingsOf(store))[0]?.Service).toMatchObject({ Archived: true, Count: 2 });
  });

  it('forgets the ids of events once their findings are past keeping', async () => {
    const pipeline = pipelineOf();
    await push(pipeline, { second: 1 });
    clock.advance((EVENT_MEMORY_DAYS - 1) * 86_400_000);
    expect(await push(pipeline, { second: 1 })).toMatchObject({ duplicates: 1 });
    clock.advance(2 * 86_400_000);
    expect(await push(pipeline, { second: 1 })).toMatchObject({ duplicates: 0, findings: 1 });
  });
});

describe('suppression', () => {
  const putRule = (accountId: string, pattern: string) =>
    store.filters.put({
      accountId,
      region: REGION,
      name: 'rule',
      action: 'ARCHIVE',
      rank: 1,
      criteria: { Criterion: { 'service.additionalInfo.learnt': { Matches: [pattern] } } },
      tags: {},
      createdAt: START,
      updatedAt: START,
      version: 1,
    });
  const archived = async () =>
    (await findingsOf(store)).map((finding) => finding.Service?.Archived);

  it('archives a finding in the batch that makes it, by the rules of that moment', async () => {
    const pipeline = pipelineOf();
    await push(pipeline, { second: 1, bucket: 'before' });
    await putRule(OWN, '0');
    expect(await push(pipeline, { second: 2 }, { second: 3, bucket: 'c' })).toMatchObject({
      findings: 2,
    });
    expect((await archived()).sort()).toEqual([false, true, true]);
    await store.filters.delete(OWN, REGION, 'rule');
    await push(pipeline, { second: 4, bucket: 'after' });
    expect((await archived()).sort()).toEqual([false, false, true, true]);
  });

  it.each([1, 100])('judges each occurrence in batches of up to %s', async (batchEventsMax) => {
    await putRule(OWN, '0');
    const pipeline = pipelineOf({ batchEventsMax });
    await push(pipeline, { second: 1 }, { second: 2, name: 'Learn' }, { second: 3 });
    const [finding] = await findingsOf(store);
    const AdditionalInfo = { Value: '{"learnt":1}' };
    expect(finding?.Service).toMatchObject({ Count: 2, AdditionalInfo, Archived: true });
  });

  it('archives an older finding when it recurs and a rule matches then', async () => {
    const pipeline = pipelineOf();
    await push(pipeline, { second: 1 });
    await putRule(OWN, '1');
    await push(pipeline, { second: 2 });
    expect(await archived()).toEqual([false]);
    await push(pipeline, { second: 3, name: 'Learn' }, { second: 4 });
    expect(await archived()).toEqual([true]);
  });

  it("goes by an administrator's rules while the account is a member", async () => {
    const pipeline = pipelineOf();
    await putRule(OTHER, '*');
    await push(pipeline, { second: 1, bucket: 'lone' });
    expect(await archived()).toEqual([false]);
    await store.members.put(membership('Enabled'));
    await push(pipeline, { second: 2, bucket: 'member' });
    expect((await archived()).sort()).toEqual([false, true]);
    await putRule(OWN, '*');
    await store.filters.delete(OTHER, REGION, 'rule');
    await push(pipeline, { second: 3, bucket: 'asleep' });
    await store.members.put(membership('Resigned'));
    await push(pipeline, { second: 4, bucket: 'awake' });
    expect((await archived()).sort()).toEqual([false, false, true, true]);
  });
});

describe('limits', () => {
  const throttling = { code: 'ThrottlingException', status: 429 };

  it('refuses a push over the quota before anything is stored', async () => {
    const pipeline = pipelineOf({ quota: { recordsPerMinute: 2, bytesPerMinute: 1_000_000 } });
    await push(pipeline, { second: 1 }, { second: 2 });
    const digest = await store.digest(OWN);
    await expect(push(pipeline, { second: 3 })).rejects.toMatchObject(throttling);
    expect(await store.digest(OWN)).toBe(digest);
    clock.advance(60_000);
    expect(await push(pipeline, { second: 3 })).toMatchObject({ findings: 1 });
  });

  it('counts bytes of pushes of which no record is taken', async () => {
    const pipeline = pipelineOf({ quota: { recordsPerMinute: 1000, bytesPerMinute: 100 } });
    await push(pipeline, { second: 1, accountId: OTHER });
    await expect(push(pipeline, { second: 2 })).rejects.toMatchObject(throttling);
  });

  it('lets only so many pushes wait', async () => {
    const pipeline = pipelineOf();
    const pushes = Array.from({ length: BATCH_QUEUE_MAX + 1 }, (_, second) =>
      push(pipeline, { second: second % 50 }),
    );
    const settled = await Promise.allSettled(pushes);
    expect(settled.filter((one) => one.status === 'rejected')).toMatchObject([
      { reason: throttling },
    ]);
    expect(await push(pipeline, { second: 59 })).toMatchObject({ accepted: 1 });
  });

  it('makes a declared source wait instead', async () => {
    const waits: number[] = [];
    const pipeline = pipelineOf({
      quota: { recordsPerMinute: 2, bytesPerMinute: 1 },
      wait: async (millis) => {
        waits.push(millis);
        clock.advance(millis);
      },
      batchEventsMax: 1,
    });
    const chunks = [bodyOf([1, 2, 3, 4].map((second) => exampleRecord({ second })))];
    const object = { source: 'directory:/logs', object: 'a', version: '1', from: 0, to: 9, chunks };
    expect(await pipeline.processObject(object)).toMatchObject({ accepted: 4, findings: 4 });
    expect(waits).toEqual([30_000, 30_000, 30_000]);
  });

  it('tells what detections remember', async () => {
    const pipeline = pipelineOf();
    await push(pipeline, { second: 1, name: 'Learn' });
    expect(pipeline.metrics()).toEqual({ memoryValues: 1, memoryDropped: 0 });
  });
});

it('takes records of any account from a declared source, once', async () => {
  await putDetector(store, OTHER);
  const chunks = [
    bodyOf([exampleRecord({ second: 1 }), exampleRecord({ second: 2, accountId: OTHER })]),
  ];
  const object = { source: 'directory:/logs', object: 'a', version: '1', from: 0, to: 9, chunks };
  const pipeline = pipelineOf();
  expect(await pipeline.processObject(object)).toMatchObject({ accepted: 2, findings: 2 });
  const done = { version: '1', offset: 9, records: 0 };
  expect(await pipeline.checkpointOf('directory:/logs', 'a')).toEqual(done);
  expect(await pipeline.processObject(object)).toMatchObject({ duplicates: 2, findings: 0 });
  expect(await store.ingest.sources(OTHER)).toMatchObject([{ source: 'directory:/logs' }]);
});
