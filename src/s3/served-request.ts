import type { RequestHead } from '../api/http.ts';
import type { ServedS3Request } from '../domain/served-s3-request.ts';
import type { S3Answer, S3Call } from './s3-call.ts';
import { type ReadXml, readXml } from './s3-xml.ts';

/** Where the trail of requests is kept. */
export interface S3Trail {
  /** Must not throw. */
  servedS3(request: ServedS3Request): void;
  /** A request was refused whose sender proved no identity, or that was about nobody's bucket. */
  unattributed(): void;
}

/** A request that came to an operation, and what came of it. */
export interface Answered {
  readonly call: S3Call;
  /** Of the operation, as CloudTrail calls it. */
  readonly name: string;
  readonly head: RequestHead;
  readonly requestId: string;
  readonly credentialsMadeAt: number | undefined;
  readonly ownerId: string | undefined;
  readonly answer: S3Answer;
  readonly error: ServedS3Request['error'];
}

/** Operations on a bucket that are about its objects. */
const OBJECTS_OF_BUCKET = new Set(['DeleteObjects', 'ListObjects']);

export function servedRequest(answered: Answered): ServedS3Request {
  const { call, name, head, requestId, credentialsMadeAt, ownerId, answer, error } = answered;
  const { asker, about, target, payload } = call;
  return {
    name,
    isData: target.key !== undefined || OBJECTS_OF_BUCKET.has(name),
    principal: asker.kind === 'principal' ? asker.principal : undefined,
    ...{ credentialsMadeAt, ownerId, requestId, error },
    region: about.region,
    sourceIp: about.sourceIp,
    userAgent: head.headers.get('user-agent'),
    bucket: target.bucket,
    key: target.key,
    parameters: { Host: head.headers.get('host'), ...queryOf(call), ...documentOf(call, name) },
    isPresigned: !head.headers.has('authorization'),
    bytesIn: payload.bytes ?? 0,
    bytesOut: bytesOf(answer),
  };
}

/** Without what proves who has asked. */
function queryOf({ target }: S3Call): Record<string, string> {
  const shown = [...target.query].filter(([name]) => !/^x-amz-|^x-id$/i.test(name));
  return Object.fromEntries(shown);
}

function bytesOf({ headers = {}, body = '' }: S3Answer): number {
  return typeof body === 'string'
    ? Buffer.byteLength(body)
    : Number(headers['Content-Length'] ?? 0);
}

/** The settings of a bucket that were asked for; what could not be read was refused. */
function documentOf({ told, target }: S3Call, name: string): Record<string, unknown> {
  const { document } = told;
  if (document === undefined || target.key !== undefined || name === 'DeleteObjects') return {};
  try {
    if (name === 'PutBucketPolicy') return { bucketPolicy: JSON.parse(document) as unknown };
    const root = /<([A-Za-z]+)[\s>]/.exec(document)?.[1] ?? '';
    return { [root]: plain(readXml(document, root)) };
  } catch {
    return {};
  }
}

/** CloudTrail shows truth values as such. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value as ReadXml).map(([name, inner]) => [name, plain(inner)]);
    return Object.fromEntries(entries) as unknown;
  }
  const word = String(value).toLowerCase();
  return word === 'true' || word === 'false' ? word === 'true' : value;
}
