import { randomBytes } from 'node:crypto';
import type { Bucket, BucketEncryption, ObjectEncryption } from '../domain/bucket.ts';
import { ServiceError } from '../lib/service-error.ts';
import type { S3Call } from './s3-call.ts';
import { s3Errors } from './s3-error.ts';

/** A new object's encryption, and the key that its bytes are written with. */
export interface NewEncryption {
  readonly encryption: ObjectEncryption;
  readonly dataKey: Buffer;
}

const SSE = 'x-amz-server-side-encryption';

/** As the request asks, or else as the bucket is set. */
export async function newEncryption(
  call: S3Call,
  bucket: Bucket,
  key: string,
): Promise<NewEncryption> {
  const wanted = wantedEncryption(call, bucket);
  const { parts, asker } = call;
  if (wanted.algorithm === 'AES256') {
    const dataKey = randomBytes(32);
    const sealed = parts.seal.seal(dataKey.toString('base64'));
    return { dataKey, encryption: { algorithm: 'AES256', dataKey: sealed } };
  }
  const { kmsKey } = wanted;
  if (kmsKey === undefined) {
    throw s3Errors.invalidRequest(
      'Name the KMS key: this server has no key of its own for aws:kms.',
    );
  }
  const made = await asKms(() =>
    parts.dataKeys.make(asker, bucket.region, kmsKey, boundTo(call, bucket, key)),
  );
  return {
    dataKey: made.plaintext,
    encryption: {
      algorithm: 'aws:kms',
      kmsKey: made.keyArn,
      ...(wanted.bucketKeyEnabled && { bucketKeyEnabled: true }),
      dataKey: made.blob,
    },
  };
}

/** The key that an object's bytes are read with. */
export function openedKey(
  call: S3Call,
  bucket: Bucket,
  key: string,
  encryption: ObjectEncryption,
): Promise<Buffer> {
  const { parts, asker } = call;
  if (encryption.algorithm === 'AES256') {
    return Promise.resolve(Buffer.from(parts.seal.open(encryption.dataKey), 'base64'));
  }
  const context = boundTo(call, bucket, key);
  return asKms(() => parts.dataKeys.open(asker, bucket.region, encryption.dataKey, context));
}

/** What S3 tells of an object's encryption. */
export function encryptionHeaders(encryption: BucketEncryption): Record<string, string> {
  const { algorithm, kmsKey, bucketKeyEnabled } = encryption;
  return {
    [SSE]: algorithm,
    ...(kmsKey !== undefined && { [`${SSE}-aws-kms-key-id`]: kmsKey }),
    ...(bucketKeyEnabled && { [`${SSE}-bucket-key-enabled`]: 'true' }),
  };
}

function wantedEncryption({ headers }: S3Call, bucket: Bucket): BucketEncryption {
  if (headers.has(`${SSE}-customer-algorithm`)) {
    throw s3Errors.notImplemented('Encryption with keys that the client provides');
  }
  const asked = headers.get(SSE);
  if (asked === undefined) return bucket.encryption;
  if (asked === 'AES256') return { algorithm: 'AES256' };
  if (asked !== 'aws:kms') throw s3Errors.notImplemented(`Encryption ${asked}`);
  const own = bucket.encryption.algorithm === 'aws:kms' ? bucket.encryption.kmsKey : undefined;
  const kmsKey = headers.get(`${SSE}-aws-kms-key-id`) ?? own;
  const bucketKeyEnabled = headers.get(`${SSE}-bucket-key-enabled`) === 'true';
  return { algorithm: 'aws:kms', ...(kmsKey && { kmsKey }), bucketKeyEnabled };
}

/** The encryption context that S3 binds a data key to. */
function boundTo({ about }: S3Call, { name }: Bucket, key: string): Record<string, string> {
  return { 'aws:s3:arn': `arn:${about.partition}:s3:::${name}/${key}` };
}

/** S3 hands on what KMS refused, in its own form. */
async function asKms<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.code === 'AccessDeniedException') throw s3Errors.accessDenied(error.message);
    throw s3Errors.kms(`KMS.${error.code}`, error.message);
  }
}
