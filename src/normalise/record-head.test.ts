import { expect, test } from 'vitest';
import { NEED_MORE, PADDING, QUOTE, SYNTAX, TOO_DEEP } from './json-bytes.ts';
import { RecordHeadReader } from './record-head.ts';
import {
  ACCOUNT,
  ADDRESS,
  ADDRESSES,
  IMPERSONATED_USER,
  ISSUER_TYPE,
  NAME,
  NAMESPACE,
  PRINCIPAL,
  RESOURCE,
  SOURCE,
  TYPE,
  USER,
  USER_AGENT,
} from './record-head-names.ts';
import { giveBack, type Region, takeRegion } from './scan-memory.ts';

const reader = new RecordHeadReader();

/** The text at some index of a region, with nothing but padding behind it. */
function withRegion<T>(text: string, index: number, use: (region: Region, end: number) => T): T {
  const bytes = Buffer.from(text);
  const end = index + bytes.length;
  const region = takeRegion(end + PADDING);
  region.bytes.fill('{', 0, index);
  region.bytes.set(bytes, index);
  region.bytes.fill(QUOTE, end, end + PADDING);
  try {
    return use(region, end);
  } finally {
    giveBack(region);
  }
}

const read = (text: string, index = 0) =>
  withRegion(text, index, (region, end) => reader.read(region, index, end, false) - index);

function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const PIECES = [
  'a',
  '\\',
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  ' ',
  '\n',
  'é',
  '😀',
  '\u0001',
  'xyz',
];

function someText(below: (below: number) => number): string {
  const pieces = Array.from({ length: below(below(4) === 0 ? 120 : 12) }, () =>
    below(PIECES.length),
  );
  return pieces.map((one) => PIECES[one]).join('');
}

function someValue(below: (below: number) => number, depth: number): unknown {
  const kind = below(depth > 4 ? 4 : 7);
  if (kind === 0) return [null, true, false][below(3)];
  if (kind === 1) return (below(2000) - 1000) / 8;
  if (kind < 4) return someText(below);
  const values = Array.from({ length: below(6) }, () => someValue(below, depth + 1));
  if (kind === 4) return values;
  return Object.fromEntries(values.map((value) => [someText(below), value]));
}

test('whatever a record holds, finds its end and its texts as JSON.parse does', () => {
  const below = seeded(7);
  for (let round = 0; round < 3000; round += 1) {
    const record = {
      [someText(below)]: someValue(below, 0),
      eventName: someText(below),
      requestParameters: { eventName: 'x', userIdentity: { type: 'x' }, more: someValue(below, 0) },
      userIdentity: {
        principalId: someText(below),
        sessionContext: someValue(below, 0),
        type: someText(below),
        inScopeOf: { issuerType: someText(below), type: 'x' },
      },
      userAgent: someText(below),
      eventSource: someValue(below, 3),
      [`${someText(below)}-`]: someValue(below, 0),
    };
    const text = JSON.stringify(record, null, below(3));
    const index = below(80);
    const found = withRegion(text, index, (region, end) => {
      expect(reader.read(region, index, end, false)).toBe(end);
      return [NAME, PRINCIPAL, TYPE, ISSUER_TYPE, USER_AGENT, SOURCE].map((one) =>
        reader.text(one),
      );
    });
    const { userIdentity: identity, eventSource: source } = record;
    expect(found).toEqual([
      record.eventName,
      ...[identity.principalId, identity.type, identity.inScopeOf.issuerType],
      ...[record.userAgent, typeof source === 'string' ? source : ''],
    ]);
    const cut = below(Buffer.byteLength(text));
    withRegion(text, index, (region, end) => {
      const bytes = end - index;
      expect(reader.read(region, index, index + (cut % bytes), false)).toBe(NEED_MORE);
    });
  }
});

test('the last of several members with one name counts, and keys may have escapes', () => {
  read('{"eventName":"a","eventName":null,"userIdentity":{"type":"b"},"userIdentity":{}}');
  expect([reader.text(NAME), reader.text(TYPE)]).toEqual(['', '']);
  read('{"event\\u004eame":"a\\"b","\\u0073ourceIPAddress":"c","eventName\\n":"d","\\uD83D":"e"}');
  expect([reader.text(NAME), reader.text(ADDRESS)]).toEqual(['a"b', 'c']);
  read('{"eventName":"a","userIdentity":{"accountId":"1","accountId":"2"},"event\\u00zzName":1}');
  expect([reader.text(NAME), reader.text(ACCOUNT)]).toEqual(['a', '2']);
});

test('reads names and addresses of a request, whatever else has the same names', () => {
  const names = [RESOURCE, NAMESPACE, USER, IMPERSONATED_USER, ADDRESSES];
  const found = (request: object) => {
    read(JSON.stringify(request));
    return names.map((one) => reader.text(one)).join();
  };
  const request = {
    objectRef: { namespace: 'n', resource: 'r', user: { username: 'x' } },
    user: { groups: ['g'], username: 'u' },
    sourceIPs: ['', 7, { a: ['x'] }, '198.51.100.7', '203.0.113.9'],
    responseObject: { user: { username: 'x' }, sourceIPs: ['x'], namespace: 'x' },
    username: 'x',
  };
  expect(found(request)).toBe('r,n,u,,198.51.100.7');
  const impersonatedUser = { username: 'i' };
  expect(found({ impersonatedUser, ...request })).toBe('r,n,u,i,198.51.100.7');
  expect(found({ ...request, impersonatedUser })).toBe('r,n,u,i,198.51.100.7');
  const odd = { user: 'u', impersonatedUser: null, sourceIPs: [] };
  expect(found({ ...request, ...odd, objectRef: [{ resource: 'r' }] })).toBe(',,,,');
  expect(found({ sourceIPs: '198.51.100.7', user: { username: { a: 1 } } })).toBe(',,,,');
});

test('says what is wrong, and counts escapes inside texts alone', () => {
  expect(read('{"a":1"b":2}')).toBe(SYNTAX);
  expect(read('{"a" 1}')).toBe(SYNTAX);
  expect(read('{"a":}')).toBe(SYNTAX);
  expect(read('{a:1}')).toBe(SYNTAX);
  expect(read(`{"a":${'['.repeat(200)}${']'.repeat(200)}}`)).toBe(TOO_DEEP);
  expect(read(`{"a":${'['.repeat(100)}${']'.repeat(100)}}`)).toBe(206);
  // A backslash outside a text is no JSON, but does not make the record swallow the next.
  const broken = `{"a":[1,\\"${'x'.repeat(150)}"],"eventName":"b"}`;
  expect(read(broken)).toBe(broken.length);
  const inMiddle = `{"a":["${'x'.repeat(56)}"\\],"eventName":"b"}`;
  for (let index = 0; index < 64; index += 1) expect(read(inMiddle, index)).toBe(inMiddle.length);
});

test('texts stay right when all of them are new, and when one is very long', () => {
  for (let n = 0; n < 40_000; n += 1) {
    read(`{"eventName":"name ${n}","userAgent":"agent ${n % 7}"}`);
    if (reader.text(NAME) !== `name ${n}` || reader.text(USER_AGENT) !== `agent ${n % 7}`) {
      throw new Error(`record ${n}: ${reader.text(NAME)}, ${reader.text(USER_AGENT)}`);
    }
  }
  const long = 'é'.repeat(5000);
  withRegion(`{"eventName":"${long}"}`, 3, (region, end) => {
    reader.read(region, 3, end, false);
    expect(reader.text(NAME)).toBe(long);
  });
});

test('a record of nothing but new texts is read, though their table is full', () => {
  const members = Array.from({ length: 20_000 }, (_, n) => `"eventName":"${n}"`);
  withRegion(`{${members.join()}}`, 0, (region, end) => {
    expect(reader.read(region, 0, end, false)).toBe(end);
    expect(reader.text(NAME)).toBe('19999');
  });
});
