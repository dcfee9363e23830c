/**
 * How the cost of an event grows: with the number of detections (the real ones, again and again
 * under other types), with the number of principals that the log names, and with the entries of the
 * lists in force. Processor time of reading and judging, in one process; medians of some rounds.
 * `npm run bench -- growth [--events 100000] [--rounds 3]`
 */
import { parseArgs } from 'node:util';
import { detections } from '../detections/index.ts';
import { createEngine } from '../src/detect/create-engine.ts';
import type { Detection } from '../src/detect/define.ts';
import { DetectionMemory } from '../src/detect/memory.ts';
import { knownToAll } from '../src/lists/create-known-lists.ts';
import { noLists } from '../src/lists/declared-lists.ts';
import type { KnownLists } from '../src/lists/known-lists.ts';
import { createPlaces } from '../src/lists/places/create-places.ts';
import { ThreatIndex } from '../src/lists/threat-index.ts';
import { readLog } from '../src/normalise/read-log.ts';
import { generateCloudTrail } from './generate/cloud-trail.ts';
import { Random } from './generate/random.ts';
import { dnsLines, flowLines } from './scan/line-logs.ts';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
  },
});
const EVENTS = Number(values.events);
const SOURCE = { accountId: '111122223333', region: 'us-east-1' };
const PIECE_BYTES = 512 * 1024;

/** The first `count` of the detections, and copies of them where there are not so many. */
function replicated(count: number): Detection[] {
  return Array.from({ length: count }, (_, n): Detection => {
    const original = detections[n % detections.length] as Detection;
    const copy = Math.floor(n / detections.length);
    if (copy === 0) return original;
    const typeOf = (type: string) => `${type}, copy ${copy}`;
    return {
      ...original,
      types: original.types.map(typeOf),
      observe: (event, memory, lists) =>
        [original.observe(event, memory, lists) ?? []]
          .flat()
          .map((hit) => ({ ...hit, type: typeOf(hit.type) })),
    };
  });
}

/** Events by a second of the processor. */
async function rate(text: Buffer, engineOf: readonly Detection[], lists: KnownLists) {
  const engine = createEngine(engineOf);
  const rates: number[] = [];
  for (let round = 0; round <= Number(values.rounds); round += 1) {
    const memory = new DetectionMemory();
    let batch = memory.batch();
    const from = process.cpuUsage();
    const pieces = Array.from({ length: Math.ceil(text.length / PIECE_BYTES) }, (_, n) =>
      text.subarray(n * PIECE_BYTES, (n + 1) * PIECE_BYTES),
    );
    const { records } = await readLog(pieces, {
      source: SOURCE,
      wants: (head) => engine.wants(head, lists),
      onEvent: (event) => {
        engine.observe(event, batch, lists);
        if (batch.changes < 256) return;
        batch.commit();
        batch = memory.batch();
      },
    });
    const { user, system } = process.cpuUsage(from);
    if (round > 0) rates.push((records / (user + system)) * 1000);
  }
  return `${Math.round(rates.sort((a, b) => a - b)[rates.length >> 1] ?? 0)} thousand events/s`;
}

const quiet = [
  ...generateCloudTrail({
    accounts: [SOURCE.accountId],
    from: 1_704_067_200_000,
    days: 1,
    seed: 1,
    eventsPerDay: EVENTS,
  }).files(),
].flatMap(({ records }) => records);

/** The same calls, by so many users in turn. */
function byPrincipals(count: number): Buffer {
  const Records = quiet.map((record, n) => {
    const user = String(((n * 7919) % count) + 1).padStart(9, '0');
    const userIdentity = {
      type: 'IAMUser',
      principalId: `AIDAEXAMPLE${user}`,
      arn: `arn:aws:iam::${SOURCE.accountId}:user/user-${user}`,
      accountId: SOURCE.accountId,
      accessKeyId: `AKIAEXAMPL${user}A`,
      userName: `user-${user}`,
    };
    return { ...record, userIdentity };
  });
  return Buffer.from(JSON.stringify({ Records }));
}

/** A feed of addresses and domains that hardly ever match. */
function listing(entries: number): KnownLists {
  const random = new Random(3);
  const ipv4 = Array.from({ length: entries }, () => {
    const first = random.below(2 ** 32);
    return { first, last: first };
  });
  const name = () => random.below(2 ** 31).toString(36);
  const names = Array.from({ length: entries }, () => `${name()}.${name()}.example`);
  const listed = { kind: 'command-and-control', list: 'a feed', threats: [] } as const;
  const index = new ThreatIndex([
    { listed, entries: { ipv4, ipv6: [], domains: new Set(names) }, subdomains: true },
  ]);
  const { inventory } = noLists;
  return knownToAll({
    threats: () => index,
    places: createPlaces(),
    inventory: () => inventory,
  });
}

const text = Buffer.from(JSON.stringify({ Records: quiet }));
console.log(`CloudTrail by the number of detections (${detections.length} are real)`);
for (const count of [10, 100, 1000]) {
  console.log(`${count}`.padStart(10), await rate(text, replicated(count), noLists));
}
console.log('CloudTrail by the number of principals, all detections');
for (const count of [10, 1_000, 100_000]) {
  console.log(`${count}`.padStart(10), await rate(byPrincipals(count), detections, noLists));
}
const flow = Buffer.from(`${[...flowLines(EVENTS * 5, 1)].join('\n')}\n`);
const dns = Buffer.from(`${[...dnsLines(EVENTS, 1)].join('\n')}\n`);
console.log('flow lines and DNS queries by the entries of a feed, all detections');
for (const entries of [100, 1_000, 10_000, 100_000, 1_000_000]) {
  const lists = listing(entries);
  const [lines, queries] = [
    await rate(flow, detections, lists),
    await rate(dns, detections, lists),
  ];
  console.log(`${entries}`.padStart(10), `flow ${lines}, DNS ${queries}`);
}
