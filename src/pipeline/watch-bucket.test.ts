import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { partitionOf } from '../domain/regions.ts';
import type { LogBucket, LogLevel } from '../ingest/log-bucket.ts';
import { ManualClock } from '../lib/clock.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { createPipeline } from './create-pipeline.ts';
import {
  bodyOf,
  exampleEngine,
  exampleRecord,
  findingsOf,
  flowLine,
  OWN,
  pipelineLists,
  putDetector,
  START,
} from './testing.ts';
import { createBucketLook, endOf } from './watch-bucket.ts';

const DAY = 86_400_000;

/** A bucket in memory that notes what it is asked for; a page has two keys. */
class MemoryBucket implements LogBucket {
  readonly objects = new Map<string, Uint8Array>();
  readonly asked: string[] = [];
  readonly broken = new Set<string>();

  async level(_bucket: string, folder: string, after = ''): Promise<LogLevel> {
    this.asked.push(folder);
    const below = [...this.objects.keys()].filter((key) => key.startsWith(folder)).sort();
    const names = below.map((key) => {
      const end = key.indexOf('/', folder.length);
      return end < 0 ? key : key.slice(0, end + 1);
    });
    const all = [...new Set(names)].filter((name) => name > after);
    const page = all.slice(0, 2);
    return {
      objects: page
        .filter((name) => !name.endsWith('/'))
        .map((key) => ({ key, etag: this.#etag(key), bytes: this.objects.get(key)?.length ?? 0 })),
      folders: page.filter((name) => name.endsWith('/')),
      ...(all.length > 2 && { next: page.at(-1) ?? '' }),
    };
  }

  async read(_bucket: string, { key }: { readonly key: string }) {
    this.asked.push(key);
    if (this.broken.has(key)) throw new Error('out of order');
    const bytes = this.objects.get(key) ?? new Uint8Array();
    return (async function* () {
      yield bytes;
    })();
  }

  #etag(key: string): string {
    return String(Buffer.from(this.objects.get(key) ?? []).reduce((sum, byte) => sum + byte, 0));
  }
}

let store: Store;
let clock: ManualClock;
let bucket: MemoryBucket;
let taken: string[];
let problems: string[];
beforeEach(async () => {
  store = await openStore(':memory:');
  await putDetector(store, OWN);
  clock = new ManualClock(START);
  bucket = new MemoryBucket();
  [taken, problems] = [[], []];
});
afterEach(() => store.close());

function openLook(prefix = 'AWSLogs/') {
  const [engine, lists] = [exampleEngine(), pipelineLists()];
  const pipeline = createPipeline({ store, clock, engine, lists, partitionOf });
  return createBucketLook({
    sources: [{ bucket: 'logs', prefix }],
    ...{ pipeline, bucket, clock, checkpoints: store.ingest },
    onTaken: (path, { accepted }) => taken.push(`${path} ${accepted}`),
    onProblem: (path) => problems.push(path),
  });
}

const trail = (day: string, name: string) =>
  `AWSLogs/${OWN}/CloudTrail/eu-west-1/2026/${day}/${name}.json`;
const records = (...seconds: number[]) =>
  bodyOf(seconds.map((second) => exampleRecord({ second, bucket: `b${second}` })));

describe('createBucketLook', () => {
  it('takes every object once, over pages, looks and restarts', async () => {
    for (let index = 0; index < 5; index += 1) {
      bucket.objects.set(trail('03/02', `a${index}`), records(index));
    }
    bucket.objects.set(`AWSLogs/${OWN}/CloudTrail-Digest/eu-west-1/2026/03/02/d.json`, records(9));
    bucket.objects.set(trail('03/02', 'empty'), new Uint8Array());
    bucket.objects.set('AWSLogs/readme.txt', Buffer.from('no log'));
    const look = openLook();
    await look();
    expect(taken).toHaveLength(5);
    expect(await findingsOf(store)).toHaveLength(5);
    await look();
    await openLook()();
    expect(taken).toHaveLength(5);
    const [counters] = await store.ingest.sources(OWN);
    expect(counters).toMatchObject({ source: 's3://logs/AWSLogs/', records: 5, duplicates: 0 });
  });

  it('takes what takes the place of an object, and knows the events of both', async () => {
    const key = trail('03/02', 'a');
    bucket.objects.set(key, records(1));
    const look = openLook();
    await look();
    bucket.objects.set(key, records(1, 2));
    await look();
    expect(taken).toHaveLength(2);
    const found = await findingsOf(store);
    expect(found.map(({ Service }) => Service?.Count)).toEqual([1, 1]);
  });

  it('tries again what could not be read, and takes the rest meanwhile', async () => {
    const [bad, good] = [trail('03/02', 'a'), trail('03/02', 'b')];
    bucket.objects.set(bad, records(1));
    bucket.objects.set(good, records(2));
    bucket.broken.add(bad);
    const look = openLook();
    await look();
    expect([problems, taken]).toEqual([[`s3://logs/${bad}`], [`s3://logs/${good} 1`]]);
    bucket.broken.clear();
    await look();
    expect(taken.at(-1)).toBe(`s3://logs/${bad} 1`);
  });

  it('does not look again into a day that is long over, unless something was left', async () => {
    const [old, today] = [trail('01/03', 'a'), trail('03/02', 'b')];
    bucket.objects.set(old, records(1));
    bucket.objects.set(today, records(2));
    bucket.broken.add(old);
    const look = openLook();
    const folder = old.slice(0, old.lastIndexOf('/') + 1);
    await look();
    await look();
    expect(bucket.asked.filter((asked) => asked === folder)).toHaveLength(2);
    bucket.broken.clear();
    await look();
    const before = bucket.asked.length;
    await look();
    await openLook()();
    const since = bucket.asked.slice(before);
    expect(since.some((asked) => asked.includes('/2026/01/'))).toBe(false);
    expect(since).toContain(today.slice(0, today.lastIndexOf('/') + 1));
    // One mark stands for the month, instead of a checkpoint for every object.
    const month = folder.slice(0, -'03/'.length);
    const state = (object: string) => store.ingest.getCheckpoint('s3://logs/AWSLogs/', object);
    expect([await state(month), await state(old)]).toEqual(['closed', undefined]);
    expect(await state(today)).toBeDefined();
  });

  it('leaves the rest for later where the server ends', async () => {
    bucket.objects.set(trail('03/02', 'a'), records(1));
    const stop = new AbortController();
    stop.abort();
    await openLook()(stop.signal);
    expect([taken, problems]).toEqual([[], []]);
  });

  it('reads from the folder what flow logs do not say', async () => {
    const key = `AWSLogs/${OWN}/vpcflowlogs/eu-west-1/2026/03/02/05/f.log.gz`;
    bucket.objects.set(key, Buffer.from(`${flowLine(1)}\n`));
    await openLook('')();
    expect(taken).toEqual([`s3://logs/${key} 1`]);
    expect(await findingsOf(store)).toHaveLength(1);
  });

  it('says so where the bucket does not answer', async () => {
    bucket.level = async () => {
      throw new Error('no');
    };
    await openLook()();
    expect(problems).toEqual(['s3://logs/AWSLogs/']);
  });
});

describe('endOf', () => {
  it.each([
    ['x/2026/', Date.UTC(2027, 0)],
    ['x/2026/02/', Date.UTC(2026, 2)],
    ['x/2026/02/28/', Date.UTC(2026, 1, 28) + DAY],
    ['x/year=2026/month=12/day=31/', Date.UTC(2027, 0)],
    ['x/2026/02/28/05/', undefined],
    ['x/account/', undefined],
    ['', undefined],
  ])('knows the time of %s', (folder, end) => expect(endOf(folder)).toBe(end));
});
