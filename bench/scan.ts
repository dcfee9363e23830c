/**
 * `vedette scan` with all detections against the least that another program could do with the same
 * files in the same run: gunzip and JSON.parse, and gunzip alone. Rounds are interleaved, so that
 * what else the machine does hits all alike; medians are compared.
 * `npm run bench -- scan [FILE.json.gz …]`; without files, generated logs are measured.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { detections } from '../detections/index.ts';
import { scanLogs } from '../src/cli/scan-logs.ts';
import { createEngine } from '../src/detect/create-engine.ts';
import { partitionOf } from '../src/domain/regions.ts';
import { createAggregate } from '../src/findings/aggregate.ts';
import { systemClock } from '../src/lib/clock.ts';
import { noLists } from '../src/lists/declared-lists.ts';
import { ATTACK_NAMES } from './generate/attacks.ts';
import { generateCloudTrail } from './generate/cloud-trail.ts';

const ROUNDS = 7;
const GENERATED_FILES = 4;
const GENERATED_EVENTS = 120_000;

interface Measured {
  readonly events: number;
  readonly note: string;
}

const runs: Readonly<Record<string, (paths: readonly string[]) => Promise<Measured>>> = {
  'vedette scan': async (paths) => {
    const { summary } = await scanLogs({
      paths,
      regions: [],
      accounts: [],
      engine: createEngine(detections),
      aggregate: createAggregate({ partitionOf, placeOf: () => undefined, now: 0 }),
      lists: noLists,
      clock: systemClock,
      note: (line) => console.error(line),
      progress: () => undefined,
    });
    return { events: summary.events, note: `${summary.findings} findings` };
  },
  'gunzip + JSON.parse': async (paths) => {
    let events = 0;
    for (const path of paths) {
      const { Records } = JSON.parse(gunzipSync(await readFile(path)).toString('utf8'));
      events += Records.length;
    }
    return { events, note: 'no detections' };
  },
  gunzip: async (paths) => {
    let bytes = 0;
    for (const path of paths) bytes += gunzipSync(await readFile(path)).length;
    return { events: 0, note: `${Math.round(bytes / 1e6)} MB of JSON` };
  },
};

/** A few large files: what CloudTrail delivers in hours, so that one run is long enough. */
async function generate(folder: string): Promise<string[]> {
  const from = 1_704_067_200_000;
  const accountId = '111122223333';
  const logs = generateCloudTrail({
    accounts: [accountId],
    from,
    days: 1,
    seed: 1,
    eventsPerDay: GENERATED_EVENTS,
    attacks: ATTACK_NAMES.map((story, index) => ({ story, accountId, at: from + index * 600_000 })),
  });
  const records = [...logs.files()].flatMap((file) => file.records);
  const each = Math.ceil(records.length / GENERATED_FILES);
  const paths = Array.from({ length: GENERATED_FILES }, (_, n) => join(folder, `${n}.json.gz`));
  for (const [index, path] of paths.entries()) {
    const Records = records.slice(index * each, (index + 1) * each);
    await writeFile(path, gzipSync(JSON.stringify({ Records })));
  }
  return paths;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function measure(paths: readonly string[]): Promise<void> {
  const names = Object.keys(runs);
  const times = new Map(names.map((name) => [name, [] as number[]]));
  const last = new Map<string, Measured>();
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, run] of Object.entries(runs)) {
      const startedAt = performance.now();
      last.set(name, await run(paths));
      // The first round warms up the compiler and the page cache.
      if (round > 0) times.get(name)?.push(performance.now() - startedAt);
    }
  }
  const millis = (name: string) => median(times.get(name) ?? []);
  const events = last.get('vedette scan')?.events ?? 0;
  console.log(`${events} events in ${paths.length} files, medians of ${ROUNDS} rounds`);
  for (const name of names) {
    const rate = Math.round(events / millis(name)) * 1000;
    const cells = [name.padEnd(20), `${Math.round(millis(name))} ms`.padStart(8)];
    console.log([...cells, `${rate} events/s`.padStart(16), last.get(name)?.note].join('  '));
  }
  const ratio = (peer: string) => (millis(peer) / millis('vedette scan')).toFixed(2);
  console.log(`vedette scan is ${ratio('gunzip + JSON.parse')} × gunzip + JSON.parse`);
  console.log(`vedette scan is ${ratio('gunzip')} × gunzip alone`);
}

/** Memory of the scan alone, in a process that does nothing else. */
async function measureMemory(paths: readonly string[]): Promise<void> {
  await runs['vedette scan']?.(paths);
  console.log(
    `peak memory of vedette scan: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  );
}

async function main(): Promise<void> {
  const [mode, ...given] = process.argv.slice(2);
  if (mode === '--memory') {
    await measureMemory(given);
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'vedette-bench-'));
  try {
    const named = mode === undefined ? [] : [mode, ...given];
    const paths = named.length > 0 ? named : await generate(folder);
    await measure(paths);
    const { execFileSync } = await import('node:child_process');
    const [program = ''] = process.argv.slice(1);
    const flags = [...process.execArgv, program, '--memory', ...paths];
    process.stdout.write(execFileSync(process.execPath, flags));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
