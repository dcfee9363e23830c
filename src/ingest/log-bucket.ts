import { XMLParser } from 'fast-xml-parser';
import type { Clock } from '../lib/clock.ts';
import { callS3, type S3Endpoint } from '../lib/s3-client.ts';
import { BUCKET_ANSWER_SECONDS, BUCKET_LISTING_BYTES_MAX } from '../limits.ts';

/** Objects and folders of one level of a bucket, ascending. */
export interface LogLevel {
  readonly objects: readonly LogEntry[];
  readonly folders: readonly string[];
  /** Where the next page begins, if there is one. */
  readonly next?: string;
}

export interface LogEntry {
  readonly key: string;
  /** Names the content: another comes with another. */
  readonly etag: string;
  readonly bytes: number;
}

/** An S3-compatible service that logs are read from. All of it throws where it is not answered. */
export interface LogBucket {
  level(bucket: string, folder: string, after?: string): Promise<LogLevel>;
  /** The bytes as they are stored. Throws where the object is another one by now. */
  read(bucket: string, entry: LogEntry): Promise<AsyncIterable<Uint8Array>>;
}

export function remoteBucket(endpoint: S3Endpoint, clock: Clock): LogBucket {
  const ask = async (
    bucket: string,
    more: { key?: string; query?: Record<string, string>; headers?: Record<string, string> },
  ) => {
    // A listing or the head of an answer; the body of an object may take as long as it flows.
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(), BUCKET_ANSWER_SECONDS * 1000);
    const asked = { method: 'GET', bucket, signal: ending.signal, ...more } as const;
    const response = await callS3(endpoint, clock, asked).finally(() => clearTimeout(timer));
    if (response.status === 200 && response.body !== null) return response.body;
    await response.body?.cancel();
    throw new Error(`${endpoint.url.host} answered ${response.status} for ${bucket}`);
  };
  return {
    async level(bucket, folder, after) {
      const query = { 'list-type': '2', delimiter: '/', prefix: folder, ...paging(after) };
      return parseLevel(await textOf(await ask(bucket, { query })));
    },
    read: (bucket, { key, etag }) => ask(bucket, { key, headers: { 'if-match': `"${etag}"` } }),
  };
}

function paging(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { 'continuation-token': token };
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > BUCKET_LISTING_BYTES_MAX) throw new Error('A listing is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  processEntities: true,
  htmlEntities: true,
  isArray: (name) => name === 'Contents' || name === 'CommonPrefixes',
});

interface Listing {
  readonly ListBucketResult?: {
    readonly Contents?: readonly { readonly Key: string; readonly ETag: string; Size: string }[];
    readonly CommonPrefixes?: readonly { readonly Prefix: string }[];
    readonly IsTruncated?: string;
    readonly NextContinuationToken?: string;
  };
}

/** The answer of ListObjectsV2. Throws where it is none. */
export function parseLevel(xml: string): LogLevel {
  const { ListBucketResult: listing } = parser.parse(xml) as Listing;
  if (listing === undefined) throw new Error('What came is no listing of a bucket.');
  const objects = (typeof listing === 'string' ? [] : (listing.Contents ?? [])).map((one) => ({
    key: one.Key,
    etag: one.ETag.replaceAll('&quot;', '').replaceAll('"', ''),
    bytes: Number(one.Size),
  }));
  const folders = (listing.CommonPrefixes ?? []).map(({ Prefix }) => Prefix);
  const more = listing.IsTruncated === 'true' && listing.NextContinuationToken !== undefined;
  return { objects, folders, ...(more && { next: listing.NextContinuationToken ?? '' }) };
}
