import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { RECORD_BYTES_MAX, RECORD_DEPTH_MAX } from '../limits.ts';
import type { CloudTrailEvent, CloudTrailHead } from './event.ts';
import { type ReadCounts, readLog } from './read-log.ts';
import type { UnreadableProblem } from './unreadable.ts';

interface Read {
  readonly heads: CloudTrailHead[];
  readonly events: CloudTrailEvent[];
  readonly problems: UnreadableProblem[];
  readonly counts: ReadCounts;
}

async function read(...chunks: (string | Uint8Array)[]): Promise<Read> {
  const [heads, events, problems] = [[], [], []] as [
    CloudTrailHead[],
    CloudTrailEvent[],
    UnreadableProblem[],
  ];
  const counts = await readLog(
    chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk)),
    {
      wants: () => true,
      onEvent: (event) => void (event.kind === 'cloudtrail' && events.push(event)),
      onRecord: (head) => void (head.kind === 'cloudtrail' && heads.push(kept(head))),
      onUnreadable: (problem) => problems.push(problem),
    },
  );
  return { heads, events, problems, counts };
}

/** A head is good until the next record is read. */
function kept(head: CloudTrailHead): CloudTrailHead {
  const { kind, accountId, region, source, name, userAgent, sourceAddress } = head;
  const { identityType, sessionName, accessKeyId, issuedTo } = head;
  const { isThroughOthers, dataBucket, isAiData } = head;
  return {
    ...{ kind, accountId, region, source, name, userAgent, sourceAddress },
    ...{ identityType, sessionName, accessKeyId, issuedTo },
    ...(isThroughOthers && { isThroughOthers }),
    ...(dataBucket !== undefined && { dataBucket }),
    ...(isAiData && { isAiData }),
  };
}

/** A record with all that a head has; `more` comes last, and wins. */
function record(id: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    eventVersion: '1.08',
    userIdentity: {
      type: 'AssumedRole',
      accountId: '444455556666',
      principalId: 'AROAEXAMPLE:i-0123456789abcdef0',
      accessKeyId: 'ASIAEXAMPLE000APPS01',
      inScopeOf: { issuerType: 'AWS::EC2::Instance', credentialsIssuedTo: { type: 'x' } },
    },
    eventTime: '2024-01-01T00:00:00Z',
    eventSource: 'iam.amazonaws.com',
    eventName: 'ListUsers',
    awsRegion: 'us-east-1',
    userAgent: 'aws-cli/2.0',
    sourceIPAddress: '198.51.100.9',
    requestParameters: {
      sourceIPAddress: 'x',
      eventName: 'DeleteTrail',
      userIdentity: { type: 'Root' },
      list: [{}, []],
    },
    eventID: id,
    recipientAccountId: '111122223333',
    ...more,
  };
}

const THREE = [record('1'), record('2'), record('3')];
const lines = (records: unknown[]) => records.map((one) => `${JSON.stringify(one)}\n`).join('');

const FORMS: Record<string, string> = {
  'Records first': JSON.stringify({ Records: THREE }),
  'Records not first': JSON.stringify({ note: { Records: [1] }, Records: THREE, last: [{}] }),
  'Records pretty-printed': JSON.stringify({ note: 'x', Records: THREE }, null, 3),
  array: JSON.stringify(THREE),
  'array pretty-printed': JSON.stringify(THREE, null, '\t'),
  'one record a line': lines(THREE),
  'one record a line, CRLF, blank lines, no end': lines(THREE).replaceAll('\n', '\r\n\r\n').trim(),
  'records one behind the other': THREE.map((one) => JSON.stringify(one)).join(''),
  'records pretty-printed one behind the other': THREE.map((one) =>
    JSON.stringify(one, null, 2),
  ).join('\n'),
  'Records objects, one a line': lines(THREE.map((one) => ({ Records: [one] }))),
  'byte order mark': `\uFEFF${JSON.stringify({ Records: THREE })}`,
};

for (const [form, text] of Object.entries(FORMS)) {
  test(`reads the form: ${form}`, async () => {
    const { events, problems, counts } = await read(text);
    expect(events.map((event) => event.record)).toEqual(THREE);
    expect(problems).toEqual([]);
    expect(counts).toMatchObject({ records: 3, events: 3, unreadable: 0, skipped: 0 });
    expect(counts.bytes).toBe(Buffer.byteLength(text));
  });

  test(`cut at any byte, reads the same: ${form}`, async () => {
    const bytes = Buffer.from(text);
    const whole = await read(bytes);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      expect(await read(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual(whole);
    }
    expect(await read(...[...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
  });
}

test('reads a single record, and an empty file', async () => {
  expect((await read(JSON.stringify(record('1'), null, 2))).events).toHaveLength(1);
  expect((await read('')).counts).toEqual({
    ...{ records: 0, events: 0, unreadable: 0, skipped: 0, bytes: 0 },
  });
  expect((await read(' \n')).problems).toEqual([]);
});

test('the head is of the record itself, whatever is nested and in any order', async () => {
  const reversed = Object.fromEntries(Object.entries(record('1')).reverse());
  for (const one of [record('1'), reversed]) {
    const { heads, events } = await read(JSON.stringify([one]));
    expect(heads).toEqual([
      {
        kind: 'cloudtrail',
        accountId: '111122223333',
        region: 'us-east-1',
        source: 'iam.amazonaws.com',
        name: 'ListUsers',
        userAgent: 'aws-cli/2.0',
        sourceAddress: '198.51.100.9',
        identityType: 'AssumedRole',
        sessionName: 'i-0123456789abcdef0',
        accessKeyId: 'ASIAEXAMPLE000APPS01',
        issuedTo: 'AWS::EC2::Instance',
      },
    ]);
    expect(events[0]).toMatchObject({ id: '1', time: 1704067200000, kind: 'cloudtrail' });
  }
});

test('heads are what JSON.parse would give: escapes, in keys too, twins, other types', async () => {
  const text = `{"Records":[{"eventTime":"2024-01-01T00:00:00Z","eventSource":"s3.amazonaws.com",
    "event\\u004eame":"Put\\"Bucket\\\\","userAgent":"caf\\u00e9 é \\ud83d\\ude00 \\n",
    "awsRegion":7,"recipientAccountId":null,
    "eventName":"first","eventName":"last\\/","userIdentity":[1],
    "userIdentity":{"x":{"accountId":"999999999999"},"accountId":"444455556666","type":{}}}]}`;
  const { heads, events } = await read(text);
  expect(events).toHaveLength(1);
  expect(heads).toEqual([
    {
      kind: 'cloudtrail',
      accountId: '444455556666',
      region: '',
      source: 's3.amazonaws.com',
      name: 'last/',
      userAgent: 'café é 😀 \n',
      sourceAddress: '',
      identityType: '',
      sessionName: '',
      accessKeyId: '',
      issuedTo: '',
    },
  ]);
});

test('the head tells whether the call came through an endpoint of another account', async () => {
  for (const [vpcEndpointAccountId, isOther] of [
    ['999999999999', true],
    ['444455556666', false],
  ] as const) {
    const one = record('1', { vpcEndpointAccountId });
    const reversed = Object.fromEntries(Object.entries(one).reverse());
    const { heads } = await read(JSON.stringify([one, reversed]));
    expect(heads.map((head) => 'isThroughOthers' in head)).toEqual([isOther, isOther]);
  }
});

test('the head of a data event of S3 names its bucket', async () => {
  const data = (more: object) => ({
    ...record('1'),
    eventSource: 's3.amazonaws.com',
    requestParameters: { nested: { bucketName: 'no' }, bucketName: 'example-bucket' },
    eventCategory: 'Data',
    ...more,
  });
  const bucketOf = async (one: object) =>
    (await read(JSON.stringify([one]))).heads.map((head) => head.dataBucket);
  expect(await bucketOf(data({}))).toEqual(['example-bucket']);
  expect(await bucketOf(data({ requestParameters: { key: 'k' } }))).toEqual(['']);
  expect(await bucketOf(data({ requestParameters: null }))).toEqual(['']);
  expect(await bucketOf(data({ eventCategory: 'Management' }))).toEqual([undefined]);
  expect(await bucketOf(data({ eventSource: 'lambda.amazonaws.com' }))).toEqual([undefined]);
  const reversed = Object.fromEntries(Object.entries(data({})).reverse());
  expect(await bucketOf(reversed)).toEqual(['example-bucket']);
});

test('equal texts are one string, also across records', async () => {
  const agents = Array.from({ length: 20_000 }, (_, index) => `agent-${index % 12_000}`);
  const { heads } = await read(
    JSON.stringify(agents.map((userAgent) => record('x', { userAgent }))),
  );
  expect(heads.map((head) => head.userAgent)).toEqual(agents);
});

test('unusable records are counted by reason, with their offset, and reading goes on', async () => {
  const deep = `${'['.repeat(RECORD_DEPTH_MAX + 1)}${']'.repeat(RECORD_DEPTH_MAX + 1)}`;
  const parts = {
    'no-time': JSON.stringify(record('a', { eventTime: 5 })),
    'no-account': JSON.stringify(record('b', { recipientAccountId: 1, userIdentity: null })),
    'unknown-record': '{"some":"thing"}',
    'not-an-object': '["x",{"}":1}]',
    'invalid-json': JSON.stringify(record('c')).replace('"1.08"', 'tru'),
    'too-large': JSON.stringify(record('d', { big: '}"'.repeat(RECORD_BYTES_MAX / 3) })),
    'too-deep': JSON.stringify(record('e', { deep: '@' })).replace('"@"', deep),
  };
  const good = JSON.stringify(record('good'));
  const text = `[${Object.values(parts).join(',')},"text",null,${good}]`;
  const { events, problems } = await read(text);
  expect(events.map((event) => event.id)).toEqual(['good']);
  expect(problems.filter((problem) => problem.endsFile)).toEqual([]);
  const reasons = Object.keys(parts);
  expect(problems.map((problem) => problem.reason)).toEqual([
    ...reasons,
    'not-an-object',
    'not-an-object',
  ]);
  for (const [index, part] of Object.values(parts).entries()) {
    expect(problems[index]?.offset).toBe(text.indexOf(part));
  }
});

test('a record with a broken inside is left out as long as its brackets match', async () => {
  const broken = '{"eventName" "x",,"a":{"b":[1,2,}]}';
  const { events, problems } = await read(`[${broken},${JSON.stringify(record('1'))}]`);
  expect(events).toHaveLength(1);
  expect(problems).toEqual([{ reason: 'invalid-json', offset: 1, endsFile: false }]);
});

test('lost structure ends the file and keeps what came before', async () => {
  const text = `{"Records":[${JSON.stringify(record('1'))}`;
  expect((await read(`${text} x`)).problems).toEqual([
    { reason: 'syntax', offset: text.length + 1, endsFile: true },
  ]);
  const cut = await read(`${text},{"eventName":"x`);
  expect(cut.events).toHaveLength(1);
  expect(cut.problems).toEqual([{ reason: 'truncated', offset: text.length + 1, endsFile: true }]);
  expect((await read('not a log\n')).problems).toEqual([
    { reason: 'unknown-format', offset: 0, endsFile: true },
  ]);
});

test('where each line stands for itself, a bad line costs that line', async () => {
  const large = JSON.stringify(record('3', { big: 'x'.repeat(RECORD_BYTES_MAX) }));
  const bad = ['{"eventName":"cut', 'nonsense', '{"Records":[{', '[]]', large];
  const text = `${lines([record('1')])}${bad.join('\n')}\n${lines([record('2')])}`;
  const { events, problems } = await read(text);
  expect(events.map((event) => event.id)).toEqual(['1', '2']);
  expect(problems.map((problem) => problem.reason)).toEqual([
    ...['invalid-json', 'invalid-json', 'invalid-json', 'invalid-json', 'too-large'],
  ]);
});

test('digests and Insight records are recognised and skipped', async () => {
  const digest = { awsAccountId: '111122223333', digestStartTime: 'x', logFiles: [{ a: 1 }] };
  const insight = record('i', { eventCategory: 'Insight', eventType: 'AwsCloudTrailInsight' });
  expect((await read(JSON.stringify(digest))).counts).toMatchObject({ records: 0, skipped: 1 });
  const { counts, events } = await read(JSON.stringify({ Records: [insight, record('1')] }));
  expect(counts).toMatchObject({ records: 1, skipped: 1, unreadable: 0 });
  expect(events).toHaveLength(1);
});

test('only wanted records are parsed, and a promise is waited for', async () => {
  const finished: string[] = [];
  const counts = await readLog([Buffer.from(JSON.stringify({ Records: THREE }))], {
    wants: (head) => head.kind === 'cloudtrail' && head.name === 'ListUsers',
    async onEvent(event, bytes) {
      await Promise.resolve();
      expect(bytes).toBe(JSON.stringify(record('1')).length);
      finished.push(event.id);
    },
  });
  expect(finished).toEqual(['1', '2', '3']);
  expect(counts.events).toBe(3);
  const broken = JSON.stringify(record('x')).replace('"1.08"', 'tru');
  const unwanted = await readLog([Buffer.from(broken)], {
    wants: () => false,
    onEvent: () => expect.unreachable(),
  });
  expect(unwanted).toMatchObject({ records: 1, events: 0, unreadable: 0 });
});

test('gzip is told by its first bytes; members may follow each other anywhere', async () => {
  const text = lines(THREE);
  const bytes = Buffer.concat([gzipSync(text.slice(0, 500)), gzipSync(text.slice(500))]);
  const whole = await read(bytes);
  expect(whole.events).toHaveLength(3);
  for (let cut = 1; cut < bytes.length; cut += 7) {
    expect(await read(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual(whole);
  }
});

test('broken gzip keeps what came out before, and says so', async () => {
  const records = Array.from({ length: 4000 }, (_, index) => record(`${index * 7919}`));
  const bytes = gzipSync(JSON.stringify({ Records: records }), { level: 1 });
  for (const chunk of [bytes.subarray(0, bytes.length - 20), bytes.subarray(0, 15_000)]) {
    const { counts, events, problems } = await read(chunk);
    expect(events.length).toBeGreaterThan(300);
    expect(problems).toEqual([{ reason: 'corrupt-gzip', offset: counts.bytes, endsFile: true }]);
  }
  const noise = await read(Buffer.from('1f8b0800ffffffff', 'hex'));
  expect(noise.problems.map((problem) => problem.reason)).toEqual(['corrupt-gzip']);
});

test('a gzip bomb is named, and only a little of it is inflated', async () => {
  const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '));
  const { counts, problems } = await read(bomb);
  expect(problems.map((problem) => problem.reason)).toEqual(['too-large', 'inflates-too-much']);
  expect(counts.bytes).toBeLessThan(64 * 1024 * 1024);
});

test('a body may be given a smaller limit', async () => {
  const text = JSON.stringify({ Records: Array(3000).fill(record('1')) });
  const problems: UnreadableProblem[] = [];
  await readLog([gzipSync(text)], {
    wants: () => false,
    onEvent: () => undefined,
    onUnreadable: (problem) => problems.push(problem),
    inflatedBytesMax: 100_000,
  });
  expect(problems.map((problem) => problem.reason)).toEqual(['inflates-too-much']);
});
