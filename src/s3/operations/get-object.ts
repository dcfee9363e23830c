import type { StoredObject } from '../../domain/bucket.ts';
import { dateOf } from '../../lib/clock.ts';
import { encryptionHeaders, openedKey } from '../object-encryption.ts';
import {
  bucketOf,
  mustBeAllowed,
  type S3Answer,
  type S3Call,
  type S3Operation,
} from '../s3-call.ts';
import { s3Errors } from '../s3-error.ts';
import { shownChecksums } from './put-object.ts';

interface Range {
  readonly from: number;
  /** Not included. */
  readonly to: number;
}

export const getObject: S3Operation = (call) => answer(call, true);
export const headObject: S3Operation = (call) => answer(call, false);

async function answer(call: S3Call, withBody: boolean): Promise<S3Answer> {
  const { parts, target, headers } = call;
  const bucket = await bucketOf(call);
  const { key = '' } = target;
  await mustBeAllowed(call, 'GetObject', bucket, key);
  const object = await parts.store.buckets.object(bucket.name, key);
  if (object === undefined) throw await notThere(call, key);
  if (target.query.has('versionId') && target.query.get('versionId') !== 'null') {
    throw s3Errors.noSuchKey(key);
  }
  const unchanged = checkReadConditions(call, object);
  if (unchanged) return { status: 304, headers: { ETag: `"${object.etag}"` } };
  const range = rangeOf(headers.get('range'), object.bytes);
  // Whoever may not decrypt gets nothing, not even what the object is.
  const dataKey = await openedKey(call, bucket, key, object.encryption);
  const { from, to } = range ?? { from: 0, to: object.bytes };
  const shown = {
    ...object.headers,
    ...overrides(call),
    ETag: `"${object.etag}"`,
    'Last-Modified': dateOf(object.modifiedAt).toUTCString(),
    'Accept-Ranges': 'bytes',
    'Content-Length': String(to - from),
    ...encryptionHeaders(object.encryption),
    ...(range && { 'Content-Range': `bytes ${from}-${to - 1}/${object.bytes}` }),
    ...(headers.get('x-amz-checksum-mode') === 'ENABLED' && !range && shownChecksums(object)),
    ...(Object.keys(object.tags).length > 0 && {
      'x-amz-tagging-count': String(Object.keys(object.tags).length),
    }),
  };
  const status = range ? 206 : 200;
  if (!withBody) return { status, headers: shown };
  return { status, headers: shown, body: parts.blobs.read(object.blob, dataKey, from, to) };
}

/** Only who may list the bucket learns that a key is not there. */
export async function notThere(call: S3Call, key: string): Promise<Error> {
  await mustBeAllowed(call, 'ListBucket', await bucketOf(call));
  return s3Errors.noSuchKey(key);
}

/** True where the client has this very version; throws where it wanted another. */
function checkReadConditions({ headers }: S3Call, object: StoredObject): boolean {
  const tags = (name: string) => headers.get(name)?.split(',').map(plainTag);
  const [match, none] = [tags('if-match'), tags('if-none-match')];
  const since = (name: string) => {
    const text = headers.get(name);
    return text === undefined ? Number.NaN : Date.parse(text);
  };
  const seconds = Math.floor(object.modifiedAt / 1000) * 1000;
  const has = (list: readonly string[]) => list.includes('*') || list.includes(object.etag);
  if (match && !has(match)) throw s3Errors.preconditionFailed('If-Match');
  if (!match && seconds > since('if-unmodified-since')) {
    throw s3Errors.preconditionFailed('If-Unmodified-Since');
  }
  if (none) return has(none);
  return seconds <= since('if-modified-since');
}

function plainTag(text: string): string {
  return text.trim().replace(/^W\//, '').replaceAll('"', '');
}

/** RFC 9110's single byte range; several, or another unit, are ignored as S3 does. */
function rangeOf(text: string | undefined, bytes: number): Range | undefined {
  const found = /^bytes=(\d*)-(\d*)$/.exec(text?.trim() ?? '');
  const [first = '', last = ''] = found?.slice(1) ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') {
    if (Number(last) === 0 || bytes === 0) throw s3Errors.invalidRange();
    return { from: Math.max(0, bytes - Number(last)), to: bytes };
  }
  if (Number(first) >= bytes) throw s3Errors.invalidRange();
  if (last !== '' && Number(last) < Number(first)) return undefined;
  return { from: Number(first), to: last === '' ? bytes : Math.min(Number(last) + 1, bytes) };
}

/** `response-content-type` and its like, which a signed request may ask for. */
function overrides({ target, asker }: S3Call): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of target.query) {
    const header =
      /^response-(content-(?:type|language|disposition|encoding)|cache-control|expires)$/.exec(
        name,
      )?.[1];
    if (header === undefined) continue;
    if (asker.kind === 'anonymous') {
      throw s3Errors.invalidRequest(
        'Request specific response headers cannot be used anonymously.',
      );
    }
    found[header] = value;
  }
  return found;
}
