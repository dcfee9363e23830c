import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import bruteForce from '../../detections/ec2/brute-force/detection.ts';
import { createEngine } from '../detect/create-engine.ts';
import { partitionOf } from '../domain/regions.ts';
import { ManualClock } from '../lib/clock.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { createPipeline } from './create-pipeline.ts';
import {
  bodyOf,
  exampleEngine,
  exampleRecord,
  findingsOf,
  linesOf,
  OWN,
  pipelineLists,
  putDetector,
  REGION,
  START,
} from './testing.ts';
import { createLook, watchDirectory } from './watch-directory.ts';

let store: Store;
let folder: string;
let taken: [path: string, accepted: number, duplicates: number][];
let problems: string[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-watch-'));
  store = await openStore(':memory:');
  await putDetector(store, OWN);
  taken = [];
  problems = [];
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const path = (name: string) => join(folder, name);
const record = (second: number) => exampleRecord({ second });

function options(paths: readonly string[] = [folder], engine = exampleEngine()) {
  const clock = new ManualClock(START);
  const pipeline = createPipeline({
    store,
    clock,
    engine,
    lists: pipelineLists(),
    partitionOf,
  });
  return {
    sources: paths.map((path) => ({ path })),
    pipeline,
    onTaken: (file: string, outcome: { accepted: number; duplicates: number }) =>
      taken.push([file.slice(folder.length + 1), outcome.accepted, outcome.duplicates]),
    onProblem: (file: string) => problems.push(file),
  };
}

const looked = async (look = createLook(options())) => {
  taken = [];
  await look();
  return taken;
};

it('takes each file once, over looks and restarts', async () => {
  writeFileSync(path('a.json'), bodyOf([record(1), record(2)]));
  writeFileSync(path('b.json.gz'), gzipSync(bodyOf([record(3)])));
  writeFileSync(path('c.ndjson'), linesOf([record(4)]));
  writeFileSync(path('notes.txt'), 'not a log');
  writeFileSync(path('empty.json'), '');
  const look = createLook(options());
  expect(await looked(look)).toEqual([
    ['a.json', 2, 0],
    ['b.json.gz', 1, 0],
    ['c.ndjson', 1, 0],
  ]);
  expect(await looked(look)).toEqual([]);
  expect(await looked()).toEqual([]);
  expect((await findingsOf(store))[0]?.Service?.Count).toBe(4);
});

it('goes on where a file of lines stood, and waits for a line to be whole', async () => {
  const look = createLook(options());
  const [first = '', second = ''] = [linesOf([record(1)]), linesOf([record(2)])];
  writeFileSync(path('c.ndjson'), first + second.slice(0, 40));
  expect(await looked(look)).toEqual([['c.ndjson', 1, 0]]);
  appendFileSync(path('c.ndjson'), second.slice(40));
  expect(await looked(look)).toEqual([['c.ndjson', 1, 0]]);
  appendFileSync(path('c.ndjson'), linesOf([record(3)]));
  expect(await looked()).toEqual([['c.ndjson', 1, 0]]);
  expect((await findingsOf(store))[0]?.Service?.Count).toBe(3);
});

it('reads a file that was cut, or written again, from its start', async () => {
  writeFileSync(path('c.ndjson'), linesOf([record(1), record(2), record(3)]));
  writeFileSync(path('d.json'), bodyOf([record(4)]));
  await looked();
  writeFileSync(path('c.ndjson'), linesOf([record(5)]));
  writeFileSync(path('d.json'), bodyOf([record(4), record(6)]));
  expect(await looked()).toEqual([
    ['c.ndjson', 1, 0],
    ['d.json', 2, 1],
  ]);
});

it('reads another file of lines under the same path from its start', async () => {
  writeFileSync(path('c.ndjson'), linesOf([record(1)]));
  await looked();
  writeFileSync(path('c.ndjson'), linesOf([record(2), record(3)]));
  expect(await looked()).toEqual([['c.ndjson', 2, 0]]);
  expect((await findingsOf(store))[0]?.Service?.Count).toBe(3);
});

it('finds the lines that were written between the last look and a rotation', async () => {
  writeFileSync(path('c.log'), linesOf([record(1)]));
  await looked();
  appendFileSync(path('c.log'), linesOf([record(2)]));
  renameSync(path('c.log'), path('c.log.1'));
  writeFileSync(path('c.log'), linesOf([record(3)]));
  await looked();
  expect((await findingsOf(store))[0]?.Service?.Count).toBe(3);
});

it('reads each line of a growing text log once, over looks, restarts and a rotation', async () => {
  const header =
    'account-id region interface-id srcaddr dstaddr srcport dstport protocol bytes start';
  const line = (second: number) =>
    `${OWN} ${REGION} eni-1 203.0.113.9 10.0.0.5 ${40_000 + second} 22 6 2000 ` +
    `${START / 1000 + second}\n`;
  const lines = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => line(from + n)).join('');
  const engine = createEngine([bruteForce]);
  const look = () => looked(createLook(options([folder], engine)));
  writeFileSync(path('flow.log'), `${header}\n${lines(0, 30)}`);
  expect(await look()).toEqual([['flow.log', 30, 0]]);
  appendFileSync(path('flow.log'), lines(30, 50) + line(50).slice(0, 20));
  expect(await look()).toEqual([['flow.log', 20, 0]]);
  appendFileSync(path('flow.log'), line(50).slice(20));
  renameSync(path('flow.log'), path('flow.log.1'));
  writeFileSync(path('flow.log'), `${header}\n${lines(51, 59)}`);
  expect(await look()).toEqual([
    ['flow.log', 8, 0],
    ['flow.log.1', 1, 0],
  ]);
  expect(await look()).toEqual([]);
  expect(await findingsOf(store)).toHaveLength(0);
  // The sixtieth attempt, in a line without an end that nobody goes on with.
  appendFileSync(path('flow.log'), line(59).trimEnd());
  const last = createLook(options([folder], engine));
  expect(await looked(last)).toEqual([]);
  expect(await looked(last)).toEqual([['flow.log', 1, 0]]);
  expect(await looked(last)).toEqual([]);
  expect(await findingsOf(store)).toHaveLength(1);
});

it('takes a declared file whatever its name, and tells what it cannot open', async () => {
  writeFileSync(path('trail'), bodyOf([record(1)]));
  expect(await looked(createLook(options([path('trail'), path('absent')])))).toEqual([
    ['trail', 1, 0],
  ]);
  expect(problems).toEqual([path('absent')]);
});

it('tries again at the next look what was not committed', async () => {
  writeFileSync(path('a.json'), bodyOf([record(1)]));
  const given = options();
  let fails = true;
  const look = createLook({
    ...given,
    pipeline: {
      ...given.pipeline,
      processObject: (object) => {
        if (fails) return Promise.reject(new Error('disk full'));
        return given.pipeline.processObject(object);
      },
    },
  });
  expect(await looked(look)).toEqual([]);
  expect(problems).toEqual([path('a.json')]);
  fails = false;
  expect(await looked(look)).toEqual([['a.json', 1, 0]]);
});

it('ends in the middle of a long file, and goes on with it later', async () => {
  writeFileSync(path('a.json'), bodyOf([record(1)]) + ' '.repeat(1_000_000));
  const given = options();
  const stop = new AbortController();
  let chunks = 0;
  const processObject: typeof given.pipeline.processObject = async (object) => {
    for await (const _ of object.chunks) {
      chunks += 1;
      stop.abort();
    }
    return given.pipeline.processObject({ ...object, chunks: [] });
  };
  await createLook({ ...given, pipeline: { ...given.pipeline, processObject } })(stop.signal);
  expect(chunks).toBe(1);
  expect([taken, problems]).toEqual([[], []]);
  expect(await looked()).toEqual([['a.json', 1, 0]]);
});

it('looks again and again until it is closed', async () => {
  writeFileSync(path('c.ndjson'), linesOf([record(1)]));
  const watch = watchDirectory({ ...options(), pollMillis: 1 });
  await vi.waitUntil(() => taken.length === 1);
  appendFileSync(path('c.ndjson'), linesOf([record(2)]));
  await vi.waitUntil(() => taken.length === 2);
  await watch.close();
  const after = taken.length;
  appendFileSync(path('c.ndjson'), linesOf([record(3)]));
  await new Promise(setImmediate);
  expect(taken).toHaveLength(after);
});
