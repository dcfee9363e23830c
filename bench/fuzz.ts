/**
 * Damages generated logs of every kind at random and reads them, with all detections behind the
 * reader: nothing may throw, and what is cut into other pieces must come to the same.
 * `npm run bench -- fuzz [--rounds 2000] [--seed 1]`; prints what became of the records.
 */
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { detections } from '../detections/index.ts';
import { createEngine } from '../src/detect/create-engine.ts';
import { DetectionMemory } from '../src/detect/memory.ts';
import { declaredLists } from '../src/lists/declared-lists.ts';
import { readLog } from '../src/normalise/read-log.ts';
import { estateOf } from './generate/estate.ts';
import { LISTED_ADDRESSES } from './generate/geography.ts';
import { LOG_KINDS, type LogEntry, type LogKind, logFile } from './generate/log-file.ts';
import { Random, seedOf } from './generate/random.ts';
import { STORY_NAMES } from './generate/stories.ts';
import { generateTraffic, storyEntries } from './generate/traffic.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } },
});
const [rounds = 0, seed = 0] = [values.rounds, values.seed].map(Number);
const AT = Date.UTC(2024, 0, 9, 9);
const RECORDS = 24;
const estate = estateOf('111122223333', 'eu-central-1', { seed });
const addresses = Object.fromEntries(
  Object.entries(LISTED_ADDRESSES).map(([kind, address]) => [address, [kind]]),
) as Parameters<typeof declaredLists>[0]['addresses'];
const lists = declaredLists({ ...(addresses && { addresses }) });
const WORDS = Buffer.from(
  '\0\r\n\t "\\{}[],:-@()\'\ufeff\xff\xfe\x1f\x8bPAR1 null true 1e999 -1 {"__proto__":{}} \\u0000',
  'latin1',
);

/** A little of a log: quiet records and those of attacks, which more detections look at. */
function sample(log: LogKind): LogEntry[] {
  const attacks = STORY_NAMES.flatMap((story) =>
    storyEntries(estate, { story, at: AT }, seed)
      .filter((one) => one.log === log)
      .slice(0, 2),
  );
  const options = { accounts: [estate.accountId], region: estate.region, from: AT, seed };
  const [quiet] = generateTraffic({ ...options, days: 1 / 24, logs: [log] }).files();
  const more = quiet === undefined ? [] : textsOf(log, quiet.text());
  return [...attacks, ...more.map((text) => ({ log, at: AT, text }))].slice(0, RECORDS);
}

/** The records of a file, out of what its form puts around them. */
function textsOf(log: LogKind, text: string): string[] {
  if (log === 'cloud-trail') {
    return (JSON.parse(text) as { Records: unknown[] }).Records.map((one) => JSON.stringify(one));
  }
  if (!text.startsWith('{"messageType"')) return text.split('\n').slice(1).filter(Boolean);
  const { logEvents } = JSON.parse(text) as { logEvents: { message: string }[] };
  return logEvents.map(({ message }) => message);
}

function damaged(whole: Buffer, random: Random): Buffer {
  let bytes = whole;
  for (let left = random.between(1, 5); left > 0; left -= 1) {
    const from = random.below(bytes.length + 1);
    const to = Math.min(bytes.length, from + random.below(40));
    const word = WORDS.subarray(random.below(WORDS.length)).subarray(0, random.between(1, 12));
    const [head, middle, tail] = [
      bytes.subarray(0, from),
      bytes.subarray(from, to),
      bytes.subarray(to),
    ];
    const made = random.pick([
      [head, word, tail],
      [head, tail],
      [head, middle, middle, tail],
      [head, Buffer.from([random.below(256)]), tail],
      [tail, head],
      random.chance(0.3) ? [head] : [head, middle, tail],
      random.chance(0.05) ? [Buffer.from(bytes.toString('latin1'), 'utf16le')] : [bytes],
    ]);
    bytes = Buffer.concat(made);
  }
  return bytes;
}

interface Read {
  readonly counts: unknown;
  readonly reasons: readonly string[];
  readonly skipped: number;
  readonly times: readonly number[];
}

const engine = createEngine(detections);

async function read(bytes: Buffer, pieces: readonly number[]): Promise<Read> {
  const memory = new DetectionMemory().batch();
  const reasons: string[] = [];
  const times: number[] = [];
  const edges = [0, ...pieces, bytes.length];
  const parts = edges.slice(1).map((end, index) => bytes.subarray(edges[index], end));
  const { bytes: _, ...counts } = await readLog(parts, {
    source: { accountId: estate.accountId, region: estate.region, cluster: 'c', database: 'd' },
    inflatedBytesMax: 64 * 1024 * 1024,
    wants: () => true,
    onEvent: (event) => {
      times.push(event.time);
      engine.observe(event, memory, lists);
    },
    onUnreadable: ({ reason }) => reasons.push(reason),
  });
  return { counts, reasons, skipped: counts.skipped, times };
}

async function fuzz(log: LogKind): Promise<void> {
  const random = new Random(seedOf(seed, 'fuzz', log));
  const whole = Buffer.from(logFile(estate, log, AT, sample(log), seed).text());
  const told = new Map<string, number>();
  const count = (what: string, by = 1) => told.set(what, (told.get(what) ?? 0) + by);
  let slowest = 0;
  for (let round = 0; round < rounds; round += 1) {
    const isGzip = round % 4 === 0;
    const inner = damaged(whole, random);
    const bytes = isGzip && random.chance(0.7) ? damaged(gzipSync(inner), random) : inner;
    const startedAt = performance.now();
    const cuts = [random.below(bytes.length + 1), random.below(bytes.length + 1)];
    const first = await read(bytes, []);
    const second = await read(
      bytes,
      cuts.sort((a, b) => a - b),
    );
    slowest = Math.max(slowest, performance.now() - startedAt);
    // Where gzip is broken, the pieces decide how much came out before.
    const isBroken = [first, second].some(({ reasons }) => reasons.includes('corrupt-gzip'));
    if (!isBroken && JSON.stringify(first) !== JSON.stringify(second)) count('CUT AND OTHERWISE');
    count('events', first.times.length);
    count('skipped', first.skipped);
    for (const reason of first.reasons) count(reason);
  }
  const words = [...told].sort().map(([what, many]) => `${what} ${many}`);
  console.log(
    `${log.padEnd(12)} ${rounds} rounds, slowest ${Math.round(slowest)} ms: ${words.join(', ')}`,
  );
}

for (const log of LOG_KINDS) await fuzz(log);
const failed = engine.health().filter(({ healthy }) => !healthy);
for (const { types, lastFailure, failures } of failed) {
  console.log(`${types[0]} threw ${failures} times: ${lastFailure}`);
}
console.log(failed.length === 0 ? 'no detection threw' : `${failed.length} detections threw`);
