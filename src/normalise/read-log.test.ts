import { describe, expect, it } from 'vitest';
import { RECORD_BYTES_MAX } from '../limits.ts';
import type { Event } from './event.ts';
import { readLog } from './read-log.ts';
import { readText } from './testing.ts';

/**
 * Goal: nothing in a log makes a reader throw, hang or lose a line without a word. Method: logs of
 * every format are changed at random places by a seeded generator; each line must be an event, be
 * passed over by name or be unreadable, and where the pieces are cut must not matter.
 */
const ROUNDS = 250;

const SOURCE = { accountId: '111122223333', region: 'eu-west-1', cluster: 'c', database: 'd' };
const OWNER = 'a'.repeat(64);
const at = '2026-03-02 09:14:27 UTC';
const AUDIT = {
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  auditID: 'a',
  stage: 'ResponseComplete',
  verb: 'get',
  user: { username: 'u', groups: ['g'] },
  sourceIPs: ['203.0.113.9'],
  objectRef: { resource: 'pods', namespace: 'n' },
  requestReceivedTimestamp: '2026-03-02T09:14:27.5Z',
};

const LOGS: Readonly<Record<string, readonly string[]>> = {
  flow: [
    'version account-id interface-id srcaddr dstaddr srcport dstport protocol start tcp-flags',
    '3 111122223333 eni-1 10.0.0.5 203.0.113.9 40000 443 6 1772442867 2',
    '3 111122223333 eni-1 203.0.113.9 10.0.0.5 443 40000 6 1772442867 18',
  ],
  'flow without a header': [
    '2 111122223333 eni-1 10.0.0.5 203.0.113.9 1 2 6 1 40 1772442867 1772442900 ACCEPT OK',
    '2 111122223333 eni-1 - - - - - - - 1772442867 1772442900 - NODATA',
  ],
  postgres: [
    `${at}:203.0.113.9(4):u@d:[1]:FATAL:  password authentication failed for user "u"`,
    `${at}:203.0.113.9(4):u@d:[1]:LOG:  connection authorized: user=u database=d`,
  ],
  'mysql audit': ['20260302 09:14:27,host,root,203.0.113.9,5,0,FAILED_CONNECT,,,1045'],
  'mysql errors': [
    "2026-03-02T09:14:27.1Z 5 [Note] Access denied for user 'r'@'203.0.113.9' (using password: NO)",
  ],
  's3 access': [
    `${OWNER} b [02/Mar/2026:09:14:27 +0000] 203.0.113.9 - R REST.GET.OBJECT k "GET /k HTTP/1.1" ` +
      '200 - 1 1 1 1 "-" "agent" - H SigV4 C A b.s3.eu-west-1.amazonaws.com TLSv1.2 - -',
  ],
  exported: [`2026-03-02T09:14:27.000Z ${JSON.stringify(AUDIT)}`],
  kubernetes: [JSON.stringify(AUDIT), JSON.stringify({ ...AUDIT, stage: 'RequestReceived' })],
  dns: [
    JSON.stringify({
      version: '1.1',
      account_id: '111122223333',
      query_timestamp: '2026-03-02T09:14:27Z',
      query_name: 'example.com.',
      answers: [{ Rdata: '192.0.2.1' }],
      srcids: { instance: 'i-1' },
    }),
  ],
  subscription: [
    JSON.stringify({
      messageType: 'DATA_MESSAGE',
      owner: '111122223333',
      logGroup: '/aws/eks/c/cluster',
      logEvents: [{ id: '1', timestamp: 1, message: JSON.stringify(AUDIT) }],
    }),
  ],
};

function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const HOSTILE = Buffer.from('\0\n\r\t "\\{}[],:-@()\'0Nnullé\ufeff');

/** A few bytes changed, left out, doubled or put in; sometimes the end cut off. */
function changed(bytes: Buffer, random: (below: number) => number): Buffer {
  let changing = bytes;
  for (let left = 1 + random(4); left > 0; left -= 1) {
    const from = random(changing.length);
    const to = Math.min(changing.length, from + random(12));
    const put = HOSTILE.subarray(random(HOSTILE.length)).subarray(0, random(4));
    const parts = [
      [changing.subarray(0, from), put, changing.subarray(to)],
      [changing.subarray(0, to), changing.subarray(from)],
      [changing.subarray(0, from), Buffer.from([random(256)]), changing.subarray(from + 1)],
      [changing.subarray(0, random(8) === 0 ? from : changing.length)],
    ];
    changing = Buffer.concat(parts[random(parts.length)] ?? []);
  }
  return changing;
}

/** No member of an event has another type than it should, whatever the log had there. */
function checkTypes(event: Event): void {
  expect(event.accountId).toMatch(/./);
  expect(Number.isFinite(event.time)).toBe(true);
  for (const [name, value] of Object.entries(event)) {
    const isNumber = NUMBERS.has(name) && !(event.kind === 'dns' && name === 'protocol');
    const wanted = isNumber ? 'number' : FLAGS.has(name) ? 'boolean' : 'string';
    if (name !== 'record' && name !== 'answers') expect(typeof value, name).toBe(wanted);
  }
}
const NUMBERS = new Set([
  'time',
  'localPort',
  'remotePort',
  'protocol',
  'packets',
  'bytes',
  'seconds',
]);
const FLAGS = new Set(['opens', 'accepted', 'outbound', 'blocked']);

describe('changed at random, a log loses nothing that is not named', () => {
  it.each(Object.keys(LOGS))('%s', async (name) => {
    const random = seeded(name.length + 1);
    const lines = [1, 2, 3].flatMap(() => LOGS[name] ?? []);
    const whole = await readText(`${lines.join('\n')}\n`, { source: SOURCE });
    expect(whole.events.length).toBeGreaterThan(0);
    expect(whole.problems).toEqual([]);
    for (let round = 0; round < ROUNDS; round += 1) {
      const bytes = changed(Buffer.from(`${lines.join('\n')}\n`), random);
      const read = await readText(bytes, { source: SOURCE });
      for (const event of read.events) checkTypes(event);
      const cuts = [random(bytes.length + 1), random(bytes.length + 1)].sort((a, b) => a - b);
      const pieces = [0, ...cuts].map((from, n) => bytes.subarray(from, cuts[n] ?? bytes.length));
      const cut = await readText(pieces, { source: SOURCE });
      // What is wrong to the end need not be read to the end.
      if (read.problems.some((one) => one.endsFile)) cut.counts.bytes = read.counts.bytes;
      expect(cut, bytes.toString()).toEqual(read);
      if (!bytes.toString().trimStart().startsWith('{')) checkLines(bytes, read);
    }
  });
});

/** Every line of a log of lines has come to something. */
function checkLines(bytes: Buffer, { counts, problems }: Awaited<ReturnType<typeof readText>>) {
  if (problems.some((one) => one.endsFile)) return;
  const lines = bytes
    .toString()
    .replace(/^\ufeff/, '')
    .split('\n');
  const told = counts.records + counts.unreadable + counts.skipped;
  const written = lines.filter((line) => line.trim() !== '').length;
  // A header is told of by the lines behind it; before the format is known, lines may be anything.
  expect(told).toBeGreaterThanOrEqual(written - 12);
  expect(told).toBeLessThanOrEqual(written);
}

it('a line without an end is passed over, and costs no more memory than a record', async () => {
  const start = Buffer.from(`${LOGS.flow?.slice(0, 2).join('\n')}\n`);
  function* pieces(): Generator<Uint8Array> {
    yield start;
    const piece = Buffer.alloc(1024 * 1024, 'x');
    for (let count = 0; count < 4 * (RECORD_BYTES_MAX / piece.length); count += 1) yield piece;
    yield Buffer.from(`\n${LOGS.flow?.[1]}\n`);
  }
  const before = process.memoryUsage().arrayBuffers;
  const { events, problems } = await readText(pieces() as unknown as readonly Uint8Array[]);
  expect(events).toHaveLength(2);
  expect(problems).toMatchObject([{ reason: 'too-large', endsFile: false }]);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * RECORD_BYTES_MAX);
});

it('a file of any length costs the memory of a piece', async () => {
  const eventTime = '2026-03-02T09:14:27Z';
  const record = { eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances', eventTime };
  const text = `${JSON.stringify({ ...record, recipientAccountId: '111122223333' })},`;
  const piece = Buffer.from(text.repeat(Math.ceil(2 ** 20 / text.length)));
  const pieces = 64;
  let held = 0;
  const before = process.memoryUsage().arrayBuffers;
  function* records(): Generator<Uint8Array> {
    yield Buffer.from('{"Records":[');
    for (let count = 0; count < pieces; count += 1) {
      held = Math.max(held, process.memoryUsage().arrayBuffers - before);
      yield piece;
    }
    yield Buffer.from(`${text.slice(0, -1)}]}`);
  }
  const { records: count } = await readLog(records(), { wants: () => false, onEvent() {} });
  expect(count).toBe((pieces * piece.length) / text.length + 1);
  expect(held).toBeLessThan(8 * 2 ** 20);
});

it('members of a wrong type are as if they were not there', async () => {
  const wrong = [null, 5, true, [], {}, [null], { a: [] }, 'x'];
  for (const value of wrong) {
    for (const record of [AUDIT, JSON.parse(LOGS.dns?.[0] ?? '{}')]) {
      for (const name of Object.keys(record)) {
        const text = JSON.stringify({ ...record, [name]: value });
        const { events, counts } = await readText(text, { source: SOURCE });
        for (const event of events) checkTypes(event);
        expect(counts.events + counts.unreadable + counts.skipped, text).toBe(1);
      }
    }
  }
});

it('text in another encoding is no log, and is said to be none', async () => {
  const text = Buffer.from(`${LOGS.postgres?.join('\n')}\n`, 'utf16le');
  expect((await readText(text, { source: SOURCE })).problems).toMatchObject([
    { reason: 'unknown-format', endsFile: true },
  ]);
});

it('stamps behind stamps are no deeper than one', async () => {
  const stamps = '2026-03-02T09:14:27.000Z '.repeat(50_000);
  const { counts } = await readText(`${stamps}\n`, { source: SOURCE });
  expect(counts).toMatchObject({ records: 0, unreadable: 1 });
});

it('reads logs of all formats side by side as one after the other', async () => {
  const waitingEach = async (name: string) => {
    const text = Array.from({ length: 20 }, () => `${LOGS[name]?.join('\n')}\n`).join('');
    const told: unknown[] = [];
    const counts = await readLog([Buffer.from(text)], {
      source: SOURCE,
      wants: () => true,
      onRecord: ({ kind, accountId, region }) => told.push(kind, accountId, region),
      async onEvent(event) {
        await Promise.resolve();
        told.push(event);
      },
    });
    return { told, counts };
  };
  const names = Object.keys(LOGS);
  const alone: unknown[] = [];
  for (const name of names) alone.push(await waitingEach(name));
  expect(await Promise.all(names.map(waitingEach))).toEqual(alone);
});
