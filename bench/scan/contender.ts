/**
 * One contender in a process of its own, so that nobody pays for what another leaves in memory:
 * told to run, it answers what the run took, in time and in time of all processors together.
 */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createGunzip, gunzipSync } from 'node:zlib';
import { detections } from '../../detections/index.ts';
import { scanLogs } from '../../src/cli/scan-logs.ts';
import { createEngine } from '../../src/detect/create-engine.ts';
import { partitionOf } from '../../src/domain/regions.ts';
import { createAggregate } from '../../src/findings/aggregate.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { knownToAll } from '../../src/lists/create-known-lists.ts';
import { openWorld } from '../../src/lists/open-world.ts';
import { countWithDuckDb } from './duck-db.ts';

export interface Measured {
  readonly events: number;
  readonly note: string;
}

export interface Took extends Measured {
  readonly wallMillis: number;
  readonly cpuMillis: number;
  readonly peakMegabytes: number;
}

type Run = (paths: readonly string[]) => Promise<Measured>;

async function gunzip(paths: readonly string[]): Promise<Measured> {
  let bytes = 0;
  for (const path of paths) {
    for await (const chunk of createReadStream(path).pipe(createGunzip())) bytes += chunk.length;
  }
  return { events: 0, note: `${Math.round(bytes / 1e6)} MB of text` };
}

/** The least that a program which reads such files does; a text must fit one string. */
async function gunzipAndParse(paths: readonly string[]): Promise<Measured> {
  let events = 0;
  for (const path of paths) {
    const { Records } = JSON.parse(gunzipSync(await readFile(path)).toString('utf8'));
    events += Records.length;
  }
  return { events, note: 'no detections' };
}

/** All detections, with everything that ships known. */
async function vedetteScan(paths: readonly string[]): Promise<Measured> {
  const world = await openWorld({ clock: systemClock, dataDirectory: '/nonexistent' });
  const { summary } = await scanLogs({
    paths,
    regions: [],
    accounts: [],
    engine: createEngine(detections),
    aggregate: createAggregate({ partitionOf, placeOf: () => undefined, now: 0 }),
    lists: knownToAll(world),
    clock: systemClock,
    log: { accountId: '111122223333', region: 'us-east-1' },
    note: (line) => console.error(line),
    progress: () => undefined,
  });
  const { events, eventsExamined, findings } = summary;
  return { events, note: `${findings} findings, ${eventsExamined} events examined` };
}

const RUNS: Readonly<Record<string, Run>> = {
  gunzip,
  'gunzip + JSON.parse': gunzipAndParse,
  'vedette scan': vedetteScan,
  DuckDB: countWithDuckDb,
};

process.on('message', async ({ name, paths }: { name: string; paths: readonly string[] }) => {
  const from = performance.now();
  const cpuFrom = process.cpuUsage();
  const measured = await RUNS[name]?.(paths);
  const { user, system } = process.cpuUsage(cpuFrom);
  const wallMillis = performance.now() - from;
  const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  process.send?.({ ...measured, wallMillis, cpuMillis: (user + system) / 1000, peakMegabytes });
});
