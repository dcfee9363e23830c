import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readText } from '../testing.ts';

const QUERY = {
  version: '1.100000',
  account_id: '111122223333',
  region: 'eu-west-1',
  vpc_id: 'vpc-1',
  query_timestamp: '2026-03-02T09:14:27Z',
  query_name: 'WWW.Example.COM.',
  query_type: 'A',
  query_class: 'IN',
  rcode: 'NOERROR',
  answers: [{ Rdata: '192.0.2.1', Type: 'A', Class: 'IN' }, 'no answer'],
  srcaddr: '10.0.0.5',
  srcport: '40000',
  transport: 'UDP',
  srcids: { instance: 'i-1' },
};
const AUDIT = {
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  level: 'Request',
  auditID: 'a-1',
  stage: 'ResponseComplete',
  requestURI: '/api/v1/namespaces/kube-system/pods/p/exec',
  verb: 'create',
  user: { username: 'admin', groups: ['system:authenticated'] },
  impersonatedUser: { username: 'other' },
  sourceIPs: ['203.0.113.9', '10.0.0.1'],
  objectRef: { resource: 'pods', namespace: 'kube-system', name: 'p', subresource: 'exec' },
  responseStatus: { code: 101 },
  requestReceivedTimestamp: '2026-03-02T09:14:27.500000Z',
  stageTimestamp: '2026-03-02T09:14:28.500000Z',
};
const TRAIL = {
  eventID: '1',
  eventTime: '2026-03-02T09:14:27Z',
  eventSource: 'iam.amazonaws.com',
  eventName: 'ListUsers',
  recipientAccountId: '111122223333',
};
const SOURCE = { accountId: '444455556666', region: 'eu-west-2', cluster: 'prod' };
const kinds = async (text: string | Uint8Array) =>
  (await readText(text, { source: SOURCE })).events.map((one) => one.kind);
const json = (...records: unknown[]) => records.map((one) => JSON.stringify(one)).join('\n');

test('an event of an audit that does not say what it is, as lists have them', async () => {
  const { kind: _, apiVersion: __, ...bare } = AUDIT;
  const list = { kind: 'EventList', apiVersion: 'audit.k8s.io/v1', items: [bare] };
  expect(await kinds(json(bare))).toEqual(['kubernetes']);
  expect(await kinds(json(list))).toEqual(['kubernetes']);
  const { stage: ___, ...less } = bare;
  expect(await kinds(json(less))).toEqual([]);
});

test('a query of the resolver', async () => {
  const { events } = await readText(json(QUERY), { source: SOURCE });
  expect(events).toEqual([
    {
      kind: 'dns',
      accountId: '111122223333',
      region: 'eu-west-1',
      id: '',
      time: 1_772_442_867_000,
      vpcId: 'vpc-1',
      instanceId: 'i-1',
      sourceAddress: '10.0.0.5',
      domain: 'www.example.com',
      queryType: 'A',
      responseCode: 'NOERROR',
      protocol: 'UDP',
      answers: ['192.0.2.1'],
      blocked: false,
    },
  ]);
  const blocked = { ...QUERY, firewall_rule_action: 'BLOCK', transport: 'TCP' };
  expect((await readText(json(blocked))).events).toMatchObject([
    { blocked: true, protocol: 'TCP' },
  ]);
});

test('a Kubernetes request, in every form that audit logs have', async () => {
  const event = {
    kind: 'kubernetes',
    accountId: '444455556666',
    region: 'eu-west-2',
    id: 'a-1',
    time: 1_772_442_867_500,
    verb: 'create',
    resource: 'pods',
    subresource: 'exec',
    namespace: 'kube-system',
    username: 'other',
    sourceAddress: '203.0.113.9',
    cluster: 'prod',
    record: AUDIT,
  };
  const list = { kind: 'EventList', apiVersion: 'audit.k8s.io/v1', items: [AUDIT, AUDIT] };
  const forms: Record<string, [string, number]> = {
    lines: [json(AUDIT, AUDIT), 2],
    list: [json(list), 2],
    'list with its kind behind': [json({ items: [AUDIT], kind: 'EventList' }), 1],
    'lists, one a line': [json(list, list), 4],
    array: [json([AUDIT]), 1],
    'pretty-printed': [JSON.stringify(list, null, 2), 2],
    exported: [`2026-03-02T09:14:27.000Z ${json(AUDIT)}\n`, 1],
    'exported list': [`2026-03-02T09:14:27.000Z ${json(list)}\n`, 2],
  };
  for (const [form, [text, count]] of Object.entries(forms)) {
    const { events, problems } = await readText(text, { source: SOURCE });
    expect(events, form).toEqual(Array(count).fill(event));
    expect(problems, form).toEqual([]);
  }
});

test('a request under way is passed over, and one of nobody is unreadable', async () => {
  const { skipped } = await readText(json({ ...AUDIT, stage: 'RequestReceived' }));
  expect(skipped).toEqual(['unfinished']);
  const session = { ...AUDIT, stage: 'ResponseStarted' };
  const watch = { ...session, verb: 'watch', objectRef: { resource: 'pods' } };
  const sessions = await readText(json(watch, session, [session]), { source: SOURCE });
  expect(sessions.events).toMatchObject([{ subresource: 'exec' }, { subresource: 'exec' }]);
  expect(sessions.skipped).toEqual(['unfinished']);
  expect((await readText(json(AUDIT))).problems).toMatchObject([{ reason: 'no-account' }]);
  const source = { cluster: 'arn:aws:eks:eu-west-1:111122223333:cluster/prod' };
  expect((await readText(json(AUDIT), { source })).events).toMatchObject([
    { accountId: '111122223333', region: 'eu-west-1', cluster: 'prod' },
  ]);
});

test('several kinds in one text', async () => {
  expect(await kinds(json(TRAIL, QUERY, AUDIT))).toEqual(['cloudtrail', 'dns', 'kubernetes']);
  expect(await kinds(JSON.stringify([AUDIT, TRAIL], null, 1))).toEqual([
    'kubernetes',
    'cloudtrail',
  ]);
});

function subscription(messages: readonly unknown[], more: Record<string, unknown> = {}) {
  return {
    messageType: 'DATA_MESSAGE',
    owner: '111122223333',
    logGroup: '/aws/eks/prod/cluster',
    logStream: 'kube-apiserver-audit-1',
    subscriptionFilters: ['all'],
    ...more,
    logEvents: messages.map((message, id) => ({
      id: String(id),
      timestamp: 1_772_442_867_000,
      message: typeof message === 'string' ? message : JSON.stringify(message),
    })),
  };
}

test('envelopes of CloudWatch Logs, one behind the other, each with its own account', async () => {
  const flow =
    '2 111122223333 eni-1 10.0.0.5 203.0.113.9 40000 443 6 1 40 1772442867 1772442900 ACCEPT OK';
  const postgres =
    '2026-03-02 09:14:27 UTC:203.0.113.9(4000):u@d:[1]:FATAL:  ' +
    'password authentication failed for user "u"';
  const rds = { owner: '123456789012', logGroup: '/aws/rds/instance/db-1/postgresql' };
  const bytes = Buffer.concat([
    gzipSync(json(subscription([AUDIT, 'I0302 10:00 a line of the server']))),
    gzipSync(json(subscription([postgres], rds))),
    gzipSync(json(subscription([flow, QUERY, TRAIL], { logGroup: 'any' }))),
    gzipSync(json(AUDIT)),
  ]);
  const { events, problems } = await readText(bytes, { source: { region: 'eu-west-1' } });
  expect(events).toMatchObject([
    { kind: 'kubernetes', accountId: '111122223333', region: 'eu-west-1', cluster: 'prod' },
    { kind: 'database-login', accountId: '123456789012', database: 'db-1', outcome: 'failure' },
    { kind: 'flow' },
    { kind: 'dns' },
    { kind: 'cloudtrail', name: 'ListUsers' },
  ]);
  expect(problems.map((one) => one.reason)).toEqual(['unknown-line', 'no-account']);
});

test('a group of a cluster, named by its ARN', async () => {
  const line = '1772442867000000,db-2,admin,203.0.113.9,1,0,FAILED_CONNECT,,,1045';
  const arn = 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/rds/cluster/c-1/audit:*';
  const more = { owner: 'x', logGroup: arn, logStream: 'db-2.audit.log.0' };
  expect((await readText(json(subscription([line], more)))).events).toMatchObject([
    { accountId: '123456789012', region: 'eu-west-1', cluster: 'c-1', database: 'db-2' },
  ]);
});

test('a subscription that is only tried', async () => {
  const text = json(subscription(['CWL CONTROL MESSAGE'], { messageType: 'CONTROL_MESSAGE' }));
  expect((await readText(text)).skipped).toEqual(['control-message']);
});

test('notices of objects point elsewhere', async () => {
  const written = { Records: [{ eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3: {} }] };
  const topic = { Type: 'Notification', Message: JSON.stringify(written) };
  const notices = [
    written,
    topic,
    { MessageId: '1', Body: JSON.stringify(topic) },
    { Messages: [{ Body: JSON.stringify(written) }] },
    { Type: 'Notification', Message: JSON.stringify({ s3Bucket: 'b', s3ObjectKey: ['k'] }) },
    { source: 'aws.s3', 'detail-type': 'Object Created', detail: { bucket: { name: 'b' } } },
    { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'b' },
  ];
  for (const notice of notices) {
    const { skipped, problems } = await readText(json(notice));
    expect(skipped, JSON.stringify(notice)).toEqual(['pointer']);
    expect(problems).toEqual([]);
  }
});

test('what a queue or a stream passes to a function', async () => {
  const input = (eventSource: string, body: object) => ({
    Records: [{ messageId: '1', eventSource, body: JSON.stringify(body) }],
  });
  for (const body of [TRAIL, { Records: [TRAIL] }]) {
    const { events, problems } = await readText(json(input('aws:sqs', body)));
    expect(problems).toEqual([]);
    expect(events).toMatchObject([{ kind: 'cloudtrail', name: TRAIL.eventName }]);
  }
  const stream = { Records: [{ eventSource: 'aws:kinesis', kinesis: { data: 'e30=' } }] };
  expect((await readText(json(stream))).problems).toMatchObject([{ reason: 'unknown-record' }]);
});

test('calls about objects are data events in records that are too old to say so', async () => {
  const call = (eventName: string, more: object = {}) => ({
    ...{ ...TRAIL, eventSource: 's3.amazonaws.com', eventName, eventVersion: '1.05' },
    ...{ requestParameters: { bucketName: 'b', key: 'k' }, ...more },
  });
  const bucketOf = async (record: object) => {
    const [plain] = (await readText(json({ Records: [record] }))).events;
    const [wrapped] = (await readText(json({ detail: record, 'detail-type': 'x' }))).events;
    expect(wrapped).toEqual(plain);
    return plain?.kind === 'cloudtrail' ? plain.dataBucket : 'none';
  };
  expect(await bucketOf(call('GetObject'))).toBe('b');
  expect(await bucketOf(call('GetBucketAcl'))).toBeUndefined();
  expect(await bucketOf(call('GetObject', { eventCategory: 'Management' }))).toBeUndefined();
  expect(await bucketOf(call('GetObject', { eventSource: 'other.example.com' }))).toBeUndefined();
});

test('a record that EventBridge brings', async () => {
  const event = { 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.iam', detail: TRAIL };
  expect((await readText(json(event))).events).toMatchObject([
    { kind: 'cloudtrail', name: 'ListUsers', id: '1', accountId: '111122223333' },
  ]);
});

test('envelopes in envelopes come to an end', async () => {
  let text = '{}';
  for (let depth = 0; depth < 10; depth += 1) text = JSON.stringify({ Message: text });
  expect((await readText(text)).problems).toMatchObject([{ reason: 'unknown-record' }]);
});

test('records that something else carried, as text or as an object', async () => {
  const text = JSON.stringify(TRAIL);
  const flow =
    '2 111122223333 eni-1 10.0.0.5 203.0.113.9 40000 443 6 1 40 1772442867 1772442900 ACCEPT OK';
  const carriers: Record<string, unknown> = {
    'cloudtrail lookup-events': { Events: [{ EventId: '1', CloudTrailEvent: text }] },
    'Filebeat, Vector': { '@timestamp': '2026-03-02T09:14:27Z', message: text },
    'Logs Insights': { '@message': text },
    'Logs Insights, saved by its console': [{ '@timestamp': '2026-03-02', '@message': TRAIL }],
    'logs get-query-results': {
      results: [
        [
          { field: '@timestamp', value: '2026-03-02' },
          { field: '@message', value: text },
        ],
      ],
    },
    'cloudtrail get-query-results': {
      QueryStatus: 'FINISHED',
      QueryResultRows: [[{ eventID: '1' }, { eventJson: text }]],
    },
    'Fluent Bit': { log: TRAIL, stream: 'stdout' },
    Splunk: { preview: false, result: { _raw: text } },
    'Splunk collector': { sourcetype: 'aws:cloudtrail', event: TRAIL },
    Elastic: { _index: 'logs', _source: { event: { provider: 'x', original: text } } },
    'container runtime': { log: `${text}\n`, stream: 'stdout' },
  };
  for (const [carrier, value] of Object.entries(carriers)) {
    const { events, problems } = await readText(json(value));
    expect(problems, carrier).toEqual([]);
    expect(events, carrier).toMatchObject([{ kind: 'cloudtrail', name: 'ListUsers' }]);
  }
  for (const rows of [[], [[]], [['x']], [[{ field: '@ptr', value: text }]], 'x']) {
    const { problems } = await readText(json({ results: rows, QueryResultRows: rows }));
    expect(problems).toMatchObject([{ reason: 'unknown-record' }]);
  }
  expect((await readText(json({ message: flow }, { message: flow }))).events).toMatchObject([
    { kind: 'flow' },
    { kind: 'flow' },
  ]);
  expect((await readText(json({ message: 'starting up' }))).problems).toMatchObject([
    { reason: 'unknown-line' },
  ]);
});
