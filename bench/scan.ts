/**
 * `vedette scan` with all detections against programs that read the same files in the same run:
 * gunzip alone, gunzip and JSON.parse, DuckDB with predicates; then flow logs and DNS queries.
 * Rounds are interleaved, so that what else the machine does hits all alike; medians are compared.
 * `npm run bench -- scan [--rounds 5] [--events 120000] [--lines 1500000] [FILE.json.gz …]`
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { ATTACK_NAMES } from './generate/attacks.ts';
import { generateCloudTrail } from './generate/cloud-trail.ts';
import type { Took } from './scan/contender.ts';
import { dnsLines, flowLines } from './scan/line-logs.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    events: { type: 'string', default: '120000' },
    lines: { type: 'string', default: '1500000' },
  },
});

/** Each has records enough for seconds, and fits one string where it is parsed whole. */
const CLOUD_TRAIL_FILES = 4;
/** As CloudTrail writes them for an account with little to say: every five minutes one. */
const SMALL_FILE_RECORDS = 40;
/** A query's line is five times as long as a flow's. */
const LINES_PER_QUERY = 5;
/** What `vedette scan` must reach for each core, of gunzip and JSON.parse. */
const LINE_TO_PASS = 2;

function cloudTrailRecords(): object[] {
  const from = 1_704_067_200_000;
  const accountId = '111122223333';
  const logs = generateCloudTrail({
    accounts: [accountId],
    from,
    days: 1,
    seed: 1,
    eventsPerDay: Number(values.events),
    attacks: ATTACK_NAMES.map((story, index) => ({ story, accountId, at: from + index * 600_000 })),
  });
  return [...logs.files()].flatMap((file) => file.records);
}

/** The records in files of so many. */
async function writeRecords(
  folder: string,
  records: readonly object[],
  each: number,
): Promise<string[]> {
  const paths: string[] = [];
  for (let from = 0; from < records.length; from += each) {
    const path = join(folder, `${each}-${paths.length}.json.gz`);
    await writeFile(path, gzipSync(JSON.stringify({ Records: records.slice(from, from + each) })));
    paths.push(path);
  }
  return paths;
}

async function writeLines(path: string, lines: Iterable<string>): Promise<string> {
  await writeFile(path, gzipSync(`${[...lines].join('\n')}\n`));
  return path;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

interface Result {
  readonly name: string;
  readonly wall: number;
  readonly cpu: number;
  readonly last: Took;
}

/** Runs each in turn, again and again; the first round warms up compilers and the page cache. */
async function contest(names: readonly string[], paths: readonly string[]): Promise<Result[]> {
  const processes = new Map<string, ChildProcess>();
  const taken = new Map<string, Took[]>();
  for (const name of names) {
    processes.set(name, fork(join(import.meta.dirname, 'scan', 'contender.ts')));
  }
  try {
    for (let round = 0; round <= Number(values.rounds); round += 1) {
      for (const [name, child] of processes) {
        child.send({ name, paths });
        const [took] = (await once(child, 'message')) as [Took];
        if (round > 0) taken.set(name, [...(taken.get(name) ?? []), took]);
      }
    }
  } finally {
    for (const child of processes.values()) child.kill();
  }
  return names.map((name) => {
    const all = taken.get(name) ?? [];
    const last = all.at(-1);
    if (last === undefined) throw new Error(`${name} did not run.`);
    const wall = median(all.map((one) => one.wallMillis));
    return { name, wall, cpu: median(all.map((one) => one.cpuMillis)), last };
  });
}

function print(title: string, results: readonly Result[]): void {
  const events = results.find(({ name }) => name === 'vedette scan')?.last.events ?? 0;
  const rate = (millis: number) => Math.round(events / millis).toString();
  console.log(`\n${title}: ${events} events, medians of ${values.rounds} rounds`);
  console.log(`${'thousand events a second:'.padEnd(26)}a core   by the clock   peak memory`);
  for (const { name, wall, cpu, last } of results) {
    const cells = [rate(cpu).padStart(8), rate(wall).padStart(12), `${last.peakMegabytes} MB`];
    console.log(`${name.padEnd(24)}${cells.join('   ')}   ${last.note}`);
  }
}

function ratioOf(results: readonly Result[], peer: string): number {
  const cpuOf = (wanted: string) => results.find(({ name }) => name === wanted)?.cpu ?? Number.NaN;
  return cpuOf(peer) / cpuOf('vedette scan');
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vedette-bench-'));
  try {
    const records = positionals.length > 0 ? [] : cloudTrailRecords();
    const each = Math.ceil(records.length / CLOUD_TRAIL_FILES);
    const paths = positionals.length > 0 ? positionals : await writeRecords(folder, records, each);
    const peers = ['gunzip', 'gunzip + JSON.parse', 'DuckDB'];
    const results = await contest([...peers, 'vedette scan'], paths);
    print(`CloudTrail, ${paths.length} files`, results);
    for (const peer of peers) {
      console.log(`vedette scan is ${ratioOf(results, peer).toFixed(2)} × ${peer}, a core`);
    }
    const reached = ratioOf(results, 'gunzip + JSON.parse');
    const verdict = reached >= LINE_TO_PASS ? 'passed' : 'MISSED';
    console.log(`line to pass, ${LINE_TO_PASS} × gunzip + JSON.parse: ${verdict}`);
    const small = await writeRecords(folder, records, SMALL_FILE_RECORDS);
    const readers = ['gunzip', 'gunzip + JSON.parse', 'vedette scan'];
    print(`CloudTrail, ${small.length} small files`, await contest(readers, small));
    const lines = Number(values.lines);
    const flow = await writeLines(join(folder, 'flow.log.gz'), flowLines(lines, 1));
    print('Flow logs', await contest(['gunzip', 'vedette scan'], [flow]));
    const queries = dnsLines(lines / LINES_PER_QUERY, 1);
    const dns = await writeLines(join(folder, 'dns.log.gz'), queries);
    print('DNS queries', await contest(['gunzip', 'vedette scan'], [dns]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
