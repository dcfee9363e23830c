import type { Invoke } from '../domain/invoke.ts';
import { partitionOf } from '../domain/regions.ts';
import { ServiceError } from '../lib/service-error.ts';
import { payloadOf } from './payload.ts';
import { routeS3 } from './route-s3.ts';
import type { S3Answer, S3Call, S3Parts } from './s3-call.ts';
import { S3Error } from './s3-error.ts';
import { listIn, member, readXml, textIn, xmlDocument } from './s3-xml.ts';

type Input = Readonly<Record<string, unknown>>;

interface Request {
  readonly method: string;
  readonly subresource?: string;
  readonly body?: string;
  /** Of an object. */
  readonly key?: string;
  readonly range?: string;
  /** What the answer's document comes to. */
  readonly read?: (text: string) => Readonly<Record<string, unknown>>;
}

const REQUESTS: Readonly<Record<string, (input: Input, region: string) => Request>> = {
  CreateBucket: (_input, region) => ({
    method: 'PUT',
    ...(region !== 'us-east-1' && {
      body: xmlDocument('CreateBucketConfiguration', { LocationConstraint: region }),
    }),
  }),
  DeleteBucket: () => ({ method: 'DELETE' }),
  GetObject: ({ Key, Range }) => ({
    ...{ method: 'GET', key: String(Key), read: (text) => ({ Body: text }) },
    ...(Range !== undefined && { range: String(Range) }),
  }),
  HeadBucket: () => ({ method: 'HEAD' }),
  GetBucketPolicy: () => ({
    ...{ method: 'GET', subresource: 'policy' },
    read: (text) => ({ Policy: text }),
  }),
  GetBucketEncryption: () => ({ method: 'GET', subresource: 'encryption', read: encryptionIn }),
  GetPublicAccessBlock: () => ({
    ...{ method: 'GET', subresource: 'publicAccessBlock' },
    read: (text) => readXml(text, 'PublicAccessBlockConfiguration'),
  }),
  PutBucketPolicy: (input) => {
    return { method: 'PUT', subresource: 'policy', body: String(input.Policy) };
  },
  DeleteBucketPolicy: () => ({ method: 'DELETE', subresource: 'policy' }),
  PutBucketEncryption: (input) => ({
    ...{ method: 'PUT', subresource: 'encryption' },
    body: xmlDocument('ServerSideEncryptionConfiguration', {
      Rule: {
        ApplyServerSideEncryptionByDefault: {
          SSEAlgorithm: String(input.Algorithm),
          ...(input.KeyId !== undefined && { KMSMasterKeyID: String(input.KeyId) }),
        },
        ...(input.BucketKey !== undefined && { BucketKeyEnabled: String(input.BucketKey) }),
      },
    }),
  }),
  DeleteBucketEncryption: () => ({ method: 'DELETE', subresource: 'encryption' }),
  PutPublicAccessBlock: ({ Bucket: _bucket, ...flags }) => ({
    ...{ method: 'PUT', subresource: 'publicAccessBlock' },
    body: xmlDocument(
      'PublicAccessBlockConfiguration',
      Object.fromEntries(Object.entries(flags).map(([name, flag]) => [name, String(flag)])),
    ),
  }),
  PutBucketTagging: (input) => ({
    ...{ method: 'PUT', subresource: 'tagging' },
    body: xmlDocument('Tagging', {
      TagSet: {
        Tag: Object.entries(input.Tags as object).map(([Key, Value]) => ({ Key, Value })),
      },
    }),
  }),
  DeleteBucketTagging: () => ({ method: 'DELETE', subresource: 'tagging' }),
};

/** The embedded S3 for calls from inside: operations on buckets, authorised like all others. */
export function createInvokeS3(parts: S3Parts): Invoke {
  return async ({ principal, operation, region, input }) => {
    const request = REQUESTS[operation]?.(input as Input, region);
    if (request === undefined) throw new Error(`s3 has no operation ${operation} for inside`);
    const { method, subresource, body = '', key, range, read } = request;
    const bytes = Buffer.from(body);
    const headers = new Map([
      ['content-length', String(bytes.length)],
      ['authorization', 'from inside'],
      ...(range === undefined ? [] : [['range', range] as const]),
    ]);
    const query = new Map(subresource === undefined ? [] : [[subresource, '']]);
    const bucket = String((input as Input).Bucket);
    const head = { method, path: `/${bucket}`, query: '', headers };
    const call: S3Call = {
      parts,
      asker: { kind: 'principal', principal },
      accountId: principal.accountId,
      about: { region, partition: partitionOf(region) ?? 'aws', now: parts.clock.now() },
      target: { method, bucket, query, ...(key !== undefined && { key }) },
      headers,
      payload: payloadOf(head, once(bytes), undefined),
      isSecure: true,
      told: {},
    };
    try {
      const [, run] = routeS3(call.target, false);
      const text = await textOf(await run(call));
      return read?.(text) ?? {};
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      throw new ServiceError(error.code, error.status, error.message);
    }
  };
}

function encryptionIn(text: string) {
  const [rule] = listIn(readXml(text, 'ServerSideEncryptionConfiguration'), 'Rule');
  const applied = member(rule, 'ApplyServerSideEncryptionByDefault');
  return {
    Algorithm: textIn(applied, 'SSEAlgorithm'),
    KeyId: textIn(applied, 'KMSMasterKeyID'),
    BucketKey: textIn(rule, 'BucketKeyEnabled'),
  };
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}

async function textOf({ body = '' }: S3Answer): Promise<string> {
  if (typeof body === 'string') return body;
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}
