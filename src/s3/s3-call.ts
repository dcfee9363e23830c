import type { Asker, Circumstances, HeldQuestion } from '../authorise/authorise-held.ts';
import type { KeyValue } from '../authorise/context-keys.ts';
import type { Verdict } from '../authorise/policy/evaluate.ts';
import type { Bucket } from '../domain/bucket.ts';
import type { Clock } from '../lib/clock.ts';
import type { Seal } from '../lib/seal.ts';
import type { Store } from '../store/store.ts';
import type { Blobs } from './blobs.ts';
import type { Payload } from './payload.ts';
import { isPublicPolicy } from './public-policy.ts';
import { s3Errors } from './s3-error.ts';
import type { S3Target } from './s3-request.ts';

/** KMS, as S3 uses it on behalf of whoever calls. Throws the ServiceError of KMS. */
export interface DataKeys {
  make(asker: Asker, region: string, key: string, context: Bound): Promise<DataKey>;
  open(asker: Asker, region: string, blob: string, context: Bound): Promise<Buffer>;
}

type Bound = Readonly<Record<string, string>>;

export interface DataKey {
  readonly plaintext: Buffer;
  /** Base64 of what KMS encrypted. */
  readonly blob: string;
  readonly keyArn: string;
}

/** What the embedded S3 is made of. */
export interface S3Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly blobs: Blobs;
  readonly seal: Seal;
  readonly dataKeys: DataKeys;
  judge(asker: Asker, question: HeldQuestion, about: Circumstances): Promise<Verdict>;
}

/** One authenticated request. */
export interface S3Call {
  readonly parts: S3Parts;
  readonly asker: Asker;
  /** The account that asks; undefined for nobody in particular. */
  readonly accountId: string | undefined;
  readonly about: Circumstances;
  readonly target: S3Target;
  readonly headers: ReadonlyMap<string, string>;
  readonly payload: Payload;
  readonly isSecure: boolean;
  /** What operations tell of themselves, for whoever keeps the trail. */
  readonly told: {
    /** The document that the request carries. */
    document?: string;
  };
}

export interface S3Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | AsyncIterable<Uint8Array>;
}

export type S3Operation = (call: S3Call) => Promise<S3Answer>;

/** The bucket of the request; NoSuchBucket, or the wrong Region's endpoint. */
export async function bucketOf(call: S3Call, name = call.target.bucket ?? ''): Promise<Bucket> {
  const bucket = await call.parts.store.buckets.get(name);
  if (bucket === undefined) throw s3Errors.noSuchBucket(name);
  const owner = call.headers.get('x-amz-expected-bucket-owner');
  if (owner !== undefined && owner !== bucket.accountId) throw s3Errors.accessDenied();
  return bucket;
}

/** Throws AccessDenied unless the caller may do this to the bucket, or to this key of it. */
export async function mustBeAllowed(
  call: S3Call,
  action: string,
  bucket: Bucket,
  key?: string,
  keys: Readonly<Record<string, KeyValue>> = {},
): Promise<void> {
  const { parts, asker, about, accountId } = call;
  const owner = await parts.store.accounts.get(bucket.accountId);
  const arn = `arn:${about.partition}:s3:::${bucket.name}`;
  const resource = key === undefined ? arn : `${arn}/${key}`;
  const isOutsider = accountId !== bucket.accountId && asker.kind !== 'service';
  const isRestricted = bucket.publicAccessBlock?.restrictPublicBuckets ?? false;
  const policy =
    isOutsider && isRestricted && isPublicPolicy(bucket.policy) ? undefined : bucket.policy;
  const question: HeldQuestion = {
    action: `s3:${action}`,
    resource,
    owner: { accountId: bucket.accountId, organizationId: owner?.organizationId },
    policy,
    policyName: `policy of bucket ${bucket.name}`,
    keys: { 'aws:SecureTransport': String(call.isSecure), ...authKeys(call), ...keys },
  };
  const verdict = await parts.judge(asker, question, about);
  if (verdict.allowed) return;
  throw s3Errors.accessDenied(refusalOf(call, question, verdict));
}

/** AWS says why to those of its own account, and no more than "Access Denied" to others. */
function refusalOf({ asker }: S3Call, { action, resource, owner }: HeldQuestion, verdict: Verdict) {
  if (asker.kind !== 'principal' || asker.principal.accountId !== owner.accountId) return undefined;
  const what = `${action} on resource: "${resource}"`;
  return `The caller is not authorized to perform: ${what} ${verdict.reason}`;
}

function authKeys({ headers }: S3Call): Readonly<Record<string, KeyValue>> {
  const isSigned = headers.has('authorization');
  return {
    's3:authType': isSigned ? 'REST-HEADER' : 'REST-QUERY-STRING',
    's3:signatureversion': 'AWS4-HMAC-SHA256',
    's3:x-amz-acl': headers.get('x-amz-acl'),
    's3:x-amz-server-side-encryption': headers.get('x-amz-server-side-encryption'),
    's3:x-amz-server-side-encryption-aws-kms-key-id': headers.get(
      'x-amz-server-side-encryption-aws-kms-key-id',
    ),
    's3:x-amz-content-sha256': headers.get('x-amz-content-sha256'),
  };
}
