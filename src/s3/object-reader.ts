import { Readable } from 'node:stream';
import type { RequestHead } from '../api/http.ts';
import type { Bucket } from '../domain/bucket.ts';
import { partitionOf } from '../domain/regions.ts';
import { S3_PAGE_MAX } from '../limits.ts';
import { getObject } from './operations/get-object.ts';
import { listKeys } from './operations/listing.ts';
import { payloadOf } from './payload.ts';
import type { S3Call, S3Parts } from './s3-call.ts';
import { S3Error, s3Errors } from './s3-error.ts';

export interface ReadRequest {
  readonly bucket: string;
  readonly key: string;
  /** On whose behalf, as its root could; the bucket's own owner where nobody is named. */
  readonly accountId?: string;
  /** Who must own the bucket. */
  readonly bucketOwner?: string | undefined;
}

export type ReadOutcome =
  | { readonly chunks: AsyncIterable<Uint8Array>; readonly etag: string }
  /** In S3's words: `NoSuchKey: …`. */
  | { readonly refused: string };

/** Objects and folders of one level, ascending, from after `after` on. */
export interface Level {
  readonly objects: readonly {
    readonly key: string;
    readonly etag: string;
    readonly bytes: number;
  }[];
  readonly folders: readonly string[];
  /** Where the next page begins, if there is one. */
  readonly next?: string;
}

const OTHER_OWNER =
  "The request failed because the expected bucket owner doesn't match the actual S3 bucket " +
  'owner. Verify the account ID and bucket ownership, and then retry.';

/** The embedded S3 for what the server itself reads: lists of accounts, logs that lie in it. */
export function objectReader(parts: S3Parts) {
  return {
    async read({ bucket: name, key, accountId, bucketOwner }: ReadRequest): Promise<ReadOutcome> {
      const bucket = await parts.store.buckets.get(name);
      if (bucket === undefined) return { refused: textOf(s3Errors.noSuchBucket(name)) };
      if (bucketOwner !== undefined && bucketOwner !== bucket.accountId) {
        return { refused: OTHER_OWNER };
      }
      try {
        const answer = await getObject(callOf(parts, bucket, key, accountId ?? bucket.accountId));
        const { body = '', headers = {} } = answer;
        const chunks = typeof body === 'string' ? Readable.from([Buffer.from(body)]) : body;
        return { chunks, etag: headers.ETag ?? '' };
      } catch (error) {
        if (error instanceof S3Error) return { refused: textOf(error) };
        throw error;
      }
    },
    /** Of a bucket that the operator names, whoever owns it. Throws where there is none. */
    async level(bucket: string, prefix: string, after = ''): Promise<Level> {
      if ((await parts.store.buckets.get(bucket)) === undefined) {
        throw s3Errors.noSuchBucket(bucket);
      }
      const asked = { prefix, delimiter: '/', most: S3_PAGE_MAX };
      const { objects, prefixes, last } = await listKeys(parts.store, bucket, asked, after);
      return { objects, folders: prefixes, ...(last !== undefined && { next: last }) };
    },
  };
}

function textOf({ code, message }: S3Error): string {
  return `${code}: ${message}`;
}

/** The request that the account's root would send. */
function callOf(parts: S3Parts, bucket: Bucket, key: string, accountId: string): S3Call {
  const head: RequestHead = { method: 'GET', path: '/', query: '', headers: new Map() };
  return {
    parts,
    asker: { kind: 'account', accountId },
    accountId,
    about: {
      region: bucket.region,
      partition: partitionOf(bucket.region) ?? 'aws',
      now: parts.clock.now(),
    },
    target: { method: 'GET', bucket: bucket.name, key, query: new Map() },
    headers: head.headers,
    payload: payloadOf(head, Readable.from([]), undefined),
    isSecure: true,
    told: {},
  };
}
