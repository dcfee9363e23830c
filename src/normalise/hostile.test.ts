/** What nobody writes by mistake: it is named for what it is, and costs no more than its bytes. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readText } from './testing.ts';

const record = (more: object = {}) => ({
  eventVersion: '1.08',
  userIdentity: { type: 'IAMUser', accountId: '111122223333' },
  eventTime: '2026-03-02T09:14:27Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'ListBuckets',
  awsRegion: 'eu-west-1',
  recipientAccountId: '111122223333',
  eventID: 'a',
  ...more,
});
const records = (...all: object[]) => JSON.stringify({ Records: all });
const FLOW = '2 111122223333 eni-1 10.0.0.5 203.0.113.9 1 2 6 1 40 1772442867 1772442900 ACCEPT OK';
const SOURCE = { region: 'eu-west-1' };

const outcome = async (bytes: string | Uint8Array) => {
  const { events, problems } = await readText(bytes, { source: SOURCE });
  return [events.length, ...problems.map(({ reason }) => reason)];
};

describe('gzip', () => {
  const text = records(...Array.from({ length: 40 }, (_, n) => record({ eventID: `e${n}` })));
  const body = gzipSync(text);

  test('cut off: what came before counts', async () => {
    const [events, ...reasons] = await outcome(body.subarray(0, -30));
    expect(events).toBeGreaterThan(30);
    expect(reasons).toEqual(['corrupt-gzip']);
  });

  test('broken in the middle: what came before counts', async () => {
    const random = Array.from({ length: 400 }, (_, n) => record({ eventID: Math.sin(n) }));
    const large = gzipSync(records(...random));
    expect(large.length).toBeLessThan(32 * 1024);
    large.fill(0xff, large.length / 2, large.length / 2 + 50);
    const [events, ...reasons] = await outcome(large);
    expect(events).toBeGreaterThan(150);
    expect(reasons).toContain('corrupt-gzip');
  });

  test('bombs end where they begin to swell', async () => {
    for (const filler of [' ', '[']) {
      const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024, filler));
      expect(await outcome(bomb)).toEqual([0, 'too-large', 'inflates-too-much']);
    }
  });

  test('rubbish behind the end, and gzip inside gzip', async () => {
    const [events, ...reasons] = await outcome(Buffer.concat([body, Buffer.from('rubbish')]));
    // What comes out with the first byte of the rubbish is lost with it.
    expect(events).toBeGreaterThanOrEqual(39);
    expect(reasons).toEqual(['corrupt-gzip']);
    expect(await outcome(gzipSync(body))).toEqual([0, 'unknown-format']);
  });
});

describe('encodings', () => {
  const text = records(record({ userAgent: 'Zoë' }));
  const wide = Buffer.from(`\ufeff${text}`, 'utf16le');

  test('UTF-8 with and without a mark, UTF-16 of either end', async () => {
    const plain = (await readText(text)).events;
    expect(plain).toHaveLength(1);
    expect((await readText(`\ufeff${text}`)).events).toEqual(plain);
    expect((await readText(wide)).events).toEqual(plain);
    expect((await readText(Buffer.from(wide).swap16())).events).toEqual(plain);
    const odd = [
      wide.subarray(0, 3),
      wide.subarray(3, 4),
      wide.subarray(4, 101),
      wide.subarray(101),
    ];
    expect((await readText(odd)).events).toEqual(plain);
  });

  test('lines in UTF-16', async () => {
    expect(await outcome(Buffer.from(`\ufeff${FLOW}\r\n${FLOW}\r\n`, 'utf16le'))).toEqual([2]);
  });

  test('Latin-1: what is no UTF-8 becomes a mark, and the record stays', async () => {
    const { events } = await readText(Buffer.from(text, 'latin1'));
    expect(events).toMatchObject([{ name: 'ListBuckets', userAgent: 'Zo\ufffd' }]);
  });

  test('NULs: in texts they are texts, elsewhere the record is none', async () => {
    expect(await outcome(records(record({ userAgent: 'a\0b' })))).toEqual([1]);
    expect(await outcome(text.replace('"eventID"', '\0"eventID"'))).toEqual([0, 'invalid-json']);
    expect(await outcome(Buffer.alloc(5_000))).toEqual([0, 'unknown-format']);
    expect(await outcome(`${FLOW}\n${'\0'.repeat(30)}\n${FLOW}\n`)).toEqual([2, 'unknown-line']);
  });
});

test('deep nesting is passed over, and the next record is read', async () => {
  const deep = JSON.parse(`${'['.repeat(3_000)}${']'.repeat(3_000)}`) as unknown;
  const all = records(record(), record({ requestParameters: deep }), record());
  expect(await outcome(all)).toEqual([2, 'too-deep']);
  const line = `{"a":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`;
  expect((await outcome(`${line}\n${JSON.stringify(record())}\n`))[0]).toBe(1);
});

test('clocks that jump: any time that can be told is taken, others are named', async () => {
  const times = ['1970-01-01T00:00:00Z', '2262-01-01T00:00:00Z', '2026-03-02T09:14:27Z'];
  const { events } = await readText(records(...times.map((eventTime) => record({ eventTime }))));
  expect(events.map(({ time }) => time)).toEqual(times.map((time) => Date.parse(time)));
  const odd = [
    '',
    'soon',
    '0000-00-00T00:00:00Z',
    '2026-13-45T99:99:99Z',
    '+999999-01-01T00:00:00Z',
  ];
  expect(await outcome(records(...odd.map((eventTime) => record({ eventTime }))))).toEqual([
    0,
    ...odd.map(() => 'no-time'),
  ]);
  const far = FLOW.replace('1772442867', '9'.repeat(15));
  expect(await outcome(`${FLOW}\n${far}\n`)).toEqual([1, 'no-time']);
});

test('names that objects of JavaScript have already do no harm', async () => {
  const text = `{"Records":[{"__proto__":{"eventName":"x"},${JSON.stringify(record()).slice(1)}]}`;
  const { events } = await readText(text);
  expect(events).toMatchObject([{ name: 'ListBuckets' }]);
  expect(({} as Record<string, unknown>).eventName).toBeUndefined();
});
