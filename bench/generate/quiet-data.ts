import { isoMillis } from '../../src/lib/clock.ts';
import { type Call, type CallPlace, type MakeCall, s3Details } from './calls.ts';
import type { Estate } from './estate.ts';
import { anywhere, LISTED_ADDRESSES } from './geography.ts';
import type { LogEntry } from './log-file.ts';
import type { Random } from './random.ts';

/** A read or a change of one object, as a trail with data events has it. */
export function objectCall(place: CallPlace, name: string, bucketName: string): Call {
  const { random, world, region } = place;
  const key = `2024/${random.between(1, 12)}/${random.hex(12)}.json`;
  const arn = `arn:aws:s3:::${bucketName}`;
  return {
    source: 's3.amazonaws.com',
    name,
    readOnly: /^(Get|Head|List)/.test(name),
    parameters: { bucketName, Host: `${bucketName}.s3.${region}.amazonaws.com`, key },
    additional: s3Details(random),
    resources: [
      { type: 'AWS::S3::Object', ARN: `${arn}/${key}` },
      { accountId: world.accountId, type: 'AWS::S3::Bucket', ARN: arn },
    ],
    isData: true,
  };
}

const ofObject =
  (name: string): MakeCall =>
  (place) =>
    objectCall(place, name, place.random.pick(place.world.buckets));

const invoke: MakeCall = ({ world, region }) => ({
  source: 'lambda.amazonaws.com',
  name: 'Invoke',
  readOnly: false,
  parameters: { functionName: `arn:aws:lambda:${region}:${world.accountId}:function:order-mailer` },
  resources: [
    {
      accountId: world.accountId,
      type: 'AWS::Lambda::Function',
      ARN: `arn:aws:lambda:${region}:${world.accountId}:function:order-mailer`,
    },
  ],
  isData: true,
});

/** A guardrail looked at the prompt, and let it pass or was not sure. */
const converse: MakeCall = ({ random }) => ({
  source: 'bedrock.amazonaws.com',
  name: random.pick(['Converse', 'InvokeModel']),
  readOnly: true,
  parameters: { modelId: 'example.model-v1:0' },
  additional: { inputTokens: random.between(20, 4_000), outputTokens: random.between(5, 900) },
  isData: true,
});

export const QUIET_DATA: readonly MakeCall[] = [
  ofObject('GetObject'),
  ofObject('GetObject'),
  ofObject('GetObject'),
  ofObject('PutObject'),
  ofObject('HeadObject'),
  ofObject('ListObjects'),
  ofObject('DeleteObject'),
  invoke,
  converse,
];

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const OWNER = '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be';

export interface AccessLine {
  readonly at: number;
  readonly address: string;
  /** An ARN; empty for somebody without credentials. */
  readonly requester?: string;
  readonly operation: string;
  readonly key?: string;
  readonly status?: number;
  readonly agent?: string;
}

/** A line of a bucket's server access log. */
export function accessEntry(estate: Estate, line: AccessLine, random: Random): LogEntry {
  const { at, address, requester = '', operation, key = '-', status = 200 } = line;
  const iso = isoMillis(at);
  const [year = '', month = '', day = ''] = iso.slice(0, 10).split('-');
  const stamp = `[${day}/${MONTHS[Number(month) - 1]}/${year}:${iso.slice(11, 19)} +0000]`;
  const error = status === 403 ? 'AccessDenied' : '-';
  const text = [
    OWNER,
    estate.bucket,
    stamp,
    address,
    requester || '-',
    random.id(16),
    operation,
    key,
    `"GET /${key} HTTP/1.1"`,
    status,
    error,
    random.below(90_000),
    random.below(90_000),
    random.below(900),
    random.below(90),
    '"-"',
    `"${line.agent ?? 'Mozilla/5.0'}"`,
    '-',
    random.id(56),
    requester ? 'SigV4' : '-',
    'TLS_AES_128_GCM_SHA256',
    requester ? 'AuthHeader' : '-',
    `${estate.bucket}.s3.${estate.region}.amazonaws.com`,
    'TLSv1.3',
    '-',
    '-',
  ].join(' ');
  return { log: 's3-access', at, text };
}

/** A bucket of pictures that is open to everybody, whoever comes; and what it is filled by. */
export function quietAccess(estate: Estate, hour: number, random: Random): LogEntry[] {
  const picture = () => `pictures/${random.hex(6)}.jpg`;
  const visitor = (): AccessLine => ({
    at: hour + random.below(3_600_000),
    address: random.chance(0.02)
      ? random.pick([LISTED_ADDRESSES['tor-exit'], LISTED_ADDRESSES['malicious-caller']])
      : anywhere(random),
    operation: random.chance(0.95) ? 'REST.GET.OBJECT' : 'REST.HEAD.OBJECT',
    key: picture(),
  });
  const filler = (): AccessLine => ({
    at: hour + random.below(3_600_000),
    address: estate.wayOut,
    requester: `arn:aws:sts::${estate.accountId}:assumed-role/image-resizer/i-0${random.hex(16)}`,
    operation: 'REST.PUT.OBJECT',
    key: picture(),
    agent: 'aws-sdk-java/2.25.60',
  });
  return [...Array.from({ length: 14 }, visitor), ...Array.from({ length: 4 }, filler)].map(
    (line) => accessEntry(estate, line, random),
  );
}
