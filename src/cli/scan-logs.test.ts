import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ATTACK_NAMES } from '../../bench/generate/attacks.ts';
import { generateCloudTrail } from '../../bench/generate/cloud-trail.ts';
import { detections } from '../../detections/index.ts';
import { createEngine } from '../detect/create-engine.ts';
import { partitionOf } from '../domain/regions.ts';
import { createAggregate } from '../findings/aggregate.ts';
import { ManualClock } from '../lib/clock.ts';
import { noLists } from '../lists/declared-lists.ts';
import { type ScanRequest, type ScanResult, scanLogs } from './scan-logs.ts';

const [QUIET, ATTACKED] = ['111122223333', '444455556666'] as const;
const START = 1_704_067_200_000;
const logs = generateCloudTrail({
  accounts: [QUIET, ATTACKED],
  from: START,
  days: 2,
  seed: 7,
  eventsPerDay: 240,
  attacks: ATTACK_NAMES.map((story, index) => ({
    story,
    accountId: ATTACKED,
    at: START + 86_400_000 + index * 600_000,
  })),
});

let folder: string;
const notes: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-scan-'));
  notes.length = 0;
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, body: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), body);
}

async function writeLogs(): Promise<number> {
  let records = 0;
  for (const file of logs.files()) {
    await write(file.path, file.body());
    records += file.records.length;
  }
  return records;
}

function scan(paths: string[], more: Partial<ScanRequest> = {}): Promise<ScanResult> {
  return scanLogs({
    paths: paths.map((path) => join(folder, path)),
    regions: [],
    accounts: [],
    engine: createEngine(detections),
    aggregate: createAggregate({ partitionOf, placeOf: () => undefined, now: START }),
    lists: noLists,
    clock: new ManualClock(START),
    note: (line) => notes.push(line.replace(`${folder}/`, '')),
    progress: () => undefined,
    ...more,
  });
}

const named = (one: { type: string; accountId: string; region: string }) =>
  `${one.type} ${one.accountId} ${one.region}`;

function found({ findings }: ScanResult): string[] {
  return findings
    .map(({ Type = '', AccountId = '', Region = '' }) =>
      named({ type: Type, accountId: AccountId, region: Region }),
    )
    .sort();
}

test('finds exactly what the attacks amount to, and nothing in quiet accounts', async () => {
  const records = await writeLogs();
  const result = await scan(['.']);
  expect(found(result)).toEqual(logs.truth.map(named).sort());
  expect(result.summary).toMatchObject({
    events: records,
    accounts: 2,
    regions: 2,
    unreadableFiles: 0,
    unreadableRecords: {},
    duplicates: 0,
    lateEvents: 0,
    failedDetections: [],
    findings: logs.truth.length,
  });
  expect(notes).toEqual([]);
});

test('the same logs twice give the same findings once, whatever the files are called', async () => {
  await writeLogs();
  const once = await scan(['.']);
  let number = 0;
  for (const file of logs.files()) await write(`copy/${1e6 - number++}`, file.body());
  const twice = await scan(['.']);
  expect(twice.findings).toEqual(once.findings);
  expect(twice.summary.duplicates).toBe(once.summary.eventsExamined);
  expect((await scan(['copy'])).findings).toEqual(once.findings);
});

test('only the asked Regions and accounts are looked at', async () => {
  await writeLogs();
  expect((await scan(['.'], { accounts: [QUIET] })).findings).toEqual([]);
  const result = await scan(['.'], { regions: ['us-east-1'] });
  const expected = logs.truth.filter(({ region }) => region === 'us-east-1');
  expect(found(result)).toEqual(expected.map(named).sort());
});

test('what is damaged is named, skipped and counted, and the rest is read', async () => {
  await writeLogs();
  const good = await scan(['.']);
  const text = JSON.stringify({ Records: [...logs.files()][0]?.records });
  await write('a-cut.json.gz', gzipSync(text).subarray(0, 700));
  await write('b-noise.json.gz', Buffer.from('1f8b08ffffffffffffff', 'hex'));
  await write('c-text.json', 'no log at all');
  await write('d-records.json', '[{"eventName":"x","eventTime":"y"},5,{"z":1}]');
  await write('readme.txt', 'Nothing to see here.');
  await symlink(folder, join(folder, 'loop'));
  const { findings, summary } = await scan(['.', 'missing']);
  expect(findings).toEqual(good.findings);
  expect(summary).toMatchObject({
    files: good.summary.files + 1,
    unreadableFiles: 4,
    otherFiles: 1,
    unreadableRecords: { 'not-an-object': 1, 'unknown-record': 1 },
  });
  expect(notes).toEqual([
    'missing: cannot be read (ENOENT)',
    expect.stringMatching(/^a-cut\.json\.gz: at byte \d+: broken gzip/),
    'b-noise.json.gz: at byte 0: broken gzip from here on; the rest is skipped',
    'c-text.json: at byte 0: not in the format of any log known here',
    'd-records.json: at byte 35: a value that is no record',
    'd-records.json: at byte 37: an object that is no record of a log known here',
  ]);
});

test('a file that is named itself must be a log, whatever its name', async () => {
  await write('readme.txt', 'Nothing to see here.');
  const { summary } = await scan(['readme.txt']);
  expect(summary).toMatchObject({ files: 0, unreadableFiles: 1, otherFiles: 0 });
});

test('of many bad records a few are named', async () => {
  await write('bad.json', JSON.stringify(Array(1000).fill({})));
  const { summary } = await scan(['.']);
  expect(notes).toHaveLength(6);
  expect(notes[5]).toBe('bad.json: 995 more records could not be read');
  expect(summary.unreadableRecords).toEqual({ 'unknown-record': 1000 });
});

test('of logs without ids, a copy of a file counts once, one of its length by itself', async () => {
  const header = 'account-id interface-id srcaddr dstaddr srcport dstport protocol bytes start';
  const line = (second: number) =>
    `111122223333 eni-1 203.0.113.9 10.0.0.5 40000 22 6 900 ${START / 1000 + second}`;
  await write('a.log', `${header}\n${line(1)}\n`);
  await write('b.log', `${header}\n${line(1)}\n`);
  await write('c.log', `${header}\n${line(2)}\n`);
  const { summary } = await scan(['.'], { log: { region: 'us-east-1' } });
  expect(summary).toMatchObject({ events: 3, eventsExamined: 2, duplicates: 1 });
});
