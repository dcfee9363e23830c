import { readPairs } from '../api/codec/form.ts';
import type { RequestHead } from '../api/http.ts';
import { MalformedInput } from '../api/malformed-input.ts';
import { s3Errors } from './s3-error.ts';

/** A request with its bucket and key told apart. */
export interface S3Target {
  readonly method: string;
  /** Absent for ListBuckets. */
  readonly bucket?: string;
  /** Decoded; absent where the request is about the bucket. */
  readonly key?: string;
  readonly query: ReadonlyMap<string, string>;
}

/** S3's limit for a key, in bytes of UTF-8. */
const KEY_BYTES_MAX = 1024;

/** The bucket in the host's name (`logs.localhost`, `logs.s3.localhost`), or else in the path. */
export function s3Target(head: RequestHead): S3Target {
  const query = readQuery(head.query);
  const hosted = bucketOfHost(head.headers.get('host') ?? '');
  const path = head.path.replace(/^\//, '');
  const slash = path.indexOf('/');
  const [first, rest] = slash < 0 ? [path, ''] : [path.slice(0, slash), path.slice(slash + 1)];
  const [bucket, key] = hosted === undefined ? [decoded(first), rest] : [hosted, path];
  const { method } = head;
  if (bucket === '') return { method, query };
  if (key === '') return { method, bucket, query };
  const name = decoded(key);
  if (Buffer.byteLength(name) > KEY_BYTES_MAX) throw s3Errors.keyTooLong();
  return { method, bucket, key: name, query };
}

/** The labels before `localhost`, without a `s3` among them; undefined for every other host. */
export function bucketOfHost(host: string): string | undefined {
  const found = /^(.+?)(?:\.s3(?:[.-][a-z0-9-]+)?)?\.localhost(?::\d+)?$/i.exec(host);
  const name = found?.[1]?.toLowerCase();
  return name === undefined || name === 's3' ? undefined : name;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw s3Errors.invalidArgument('The path is not UTF-8 that was escaped for a URL.');
  }
}

function readQuery(query: string): ReadonlyMap<string, string> {
  if (query === '') return new Map();
  try {
    return new Map(readPairs(query, 'query'));
  } catch (error) {
    if (error instanceof MalformedInput) throw s3Errors.invalidArgument(error.message);
    throw error;
  }
}
