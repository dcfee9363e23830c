import { readPairs } from '../../api/codec/form.ts';
import type { StoredObject } from '../../domain/bucket.ts';
import type { Tags } from '../../domain/tags.ts';
import { S3_METADATA_BYTES_MAX, S3_OBJECT_BYTES_MAX, S3_OBJECT_TAGS_MAX } from '../../limits.ts';
import { BlobTooLarge } from '../blobs.ts';
import { encryptionHeaders, newEncryption } from '../object-encryption.ts';
import { bucketOf, mustBeAllowed, type S3Call, type S3Operation } from '../s3-call.ts';
import { s3Errors } from '../s3-error.ts';
import { refuseAcl } from './buckets.ts';

/** Headers that are kept with an object and given back with it. */
const KEPT = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
  'x-amz-website-redirect-location',
];

export const putObject: S3Operation = async (call) => {
  const { target, headers } = call;
  const bucket = await bucketOf(call);
  const { key = '' } = target;
  refuseAcl(headers.get('x-amz-acl'));
  refuseLocks(call);
  const tags = tagsOfHeader(headers.get('x-amz-tagging'));
  await mustBeAllowed(call, 'PutObject', bucket, key);
  if (Object.keys(tags).length > 0) await mustBeAllowed(call, 'PutObjectTagging', bucket, key);
  if (call.payload.bytes === undefined) {
    throw s3Errors.invalidRequest('You must provide the Content-Length HTTP header.');
  }
  const { encryption, dataKey } = await newEncryption(call, bucket, key);
  const { blob, bytes, verified } = await takeIn(call, dataKey);
  const object: StoredObject = {
    bucket: bucket.name,
    key,
    blob,
    bytes,
    etag: verified.md5,
    modifiedAt: call.parts.clock.now(),
    encryption,
    headers: keptHeaders(call),
    checksums: verified.checksums,
    tags,
  };
  await commitObject(call, object);
  return {
    status: 200,
    headers: {
      ETag: `"${object.etag}"`,
      ...shownChecksums(object),
      ...encryptionHeaders(encryption),
    },
  };
};

/** Writes the payload to disk and checks it; leaves nothing where it is not what was promised. */
export async function takeIn(call: S3Call, dataKey: Buffer) {
  const { parts, payload } = call;
  try {
    const written = await parts.blobs.write(payload.chunks, dataKey, S3_OBJECT_BYTES_MAX);
    try {
      return { ...written, verified: payload.verify() };
    } catch (error) {
      await parts.blobs.remove(written.blob);
      throw error;
    }
  } catch (error) {
    if (error instanceof BlobTooLarge) throw s3Errors.entityTooLarge();
    throw error;
  }
}

/** The object takes its place if the request's conditions hold at that moment. */
export async function commitObject(call: S3Call, object: StoredObject): Promise<void> {
  const { parts } = call;
  let leftOver: string | undefined = object.blob;
  try {
    leftOver = await parts.store.transaction(async ({ buckets }) => {
      if ((await buckets.get(object.bucket)) === undefined)
        throw s3Errors.noSuchBucket(object.bucket);
      checkWriteConditions(call, await buckets.object(object.bucket, object.key));
      return await buckets.putObject(object);
    });
  } finally {
    await parts.blobs.remove(leftOver);
  }
}

/** `If-None-Match: *` makes a key only where there is none; `If-Match` replaces one it knows. */
function checkWriteConditions({ headers }: S3Call, existing: StoredObject | undefined): void {
  const [none, match] = [headers.get('if-none-match'), headers.get('if-match')];
  if (none !== undefined && none !== '*') {
    throw s3Errors.notImplemented('If-None-Match with another value than * on a write');
  }
  if (none === '*' && existing !== undefined) throw s3Errors.preconditionFailed('If-None-Match');
  if (match === undefined) return;
  if (existing === undefined) throw s3Errors.noSuchKey('');
  if (match.replaceAll('"', '') !== existing.etag) throw s3Errors.preconditionFailed('If-Match');
}

export function keptHeaders({ headers }: S3Call): StoredObject['headers'] {
  const kept: Record<string, string> = {};
  let metadata = 0;
  for (const [name, value] of headers) {
    if (KEPT.includes(name)) kept[name] = value;
    if (!name.startsWith('x-amz-meta-')) continue;
    kept[name] = value;
    metadata += name.length - 'x-amz-meta-'.length + value.length;
  }
  if (metadata > S3_METADATA_BYTES_MAX) {
    throw s3Errors.invalidRequest('Your metadata headers exceed the maximum allowed metadata size');
  }
  const encoding = kept['content-encoding']?.replace(/^aws-chunked,?\s*/, '');
  if (encoding === '') delete kept['content-encoding'];
  else if (encoding !== undefined) kept['content-encoding'] = encoding;
  return { 'content-type': 'binary/octet-stream', ...kept };
}

/** `a=1&b=2`, as the header of a write has them. */
export function tagsOfHeader(text: string | undefined): Tags {
  if (text === undefined) return {};
  const pairs = readPairs(text, 'query');
  if (pairs.length > S3_OBJECT_TAGS_MAX) {
    throw s3Errors.invalidArgument(`An object has ${S3_OBJECT_TAGS_MAX} tags at most.`);
  }
  return Object.fromEntries(pairs);
}

export function refuseLocks({ headers }: S3Call): void {
  for (const name of headers.keys()) {
    if (name.startsWith('x-amz-object-lock-')) throw s3Errors.notImplemented('Object lock');
    if (name.startsWith('x-amz-grant-')) throw s3Errors.notImplemented(`The header ${name}`);
  }
  const kind = headers.get('x-amz-storage-class') ?? 'STANDARD';
  if (kind !== 'STANDARD') throw s3Errors.notImplemented(`The storage class ${kind}`);
}

export function shownChecksums({ checksums }: Pick<StoredObject, 'checksums'>) {
  return Object.fromEntries(
    Object.entries(checksums).map(([name, sum]) => [`x-amz-checksum-${name}`, sum]),
  );
}
