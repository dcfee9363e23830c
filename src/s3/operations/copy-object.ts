import type { Bucket, StoredObject } from '../../domain/bucket.ts';
import { S3_OBJECT_BYTES_MAX } from '../../limits.ts';
import { encryptionHeaders, newEncryption, openedKey } from '../object-encryption.ts';
import { bucketOf, mustBeAllowed, type S3Call, type S3Operation } from '../s3-call.ts';
import { s3Errors } from '../s3-error.ts';
import { xmlDocument, xmlTime } from '../s3-xml.ts';
import { refuseAcl } from './buckets.ts';
import {
  commitObject,
  keptHeaders,
  refuseLocks,
  shownChecksums,
  tagsOfHeader,
} from './put-object.ts';

export interface CopySource {
  readonly bucket: Bucket;
  readonly object: StoredObject;
}

/** What `x-amz-copy-source` names, if the caller may read it. */
export async function copySource(call: S3Call): Promise<CopySource> {
  const text = call.headers.get('x-amz-copy-source') ?? '';
  const [path = ''] = text.split('?versionId=');
  const [, name = '', key = ''] = /^\/?([^/]+)\/(.+)$/s.exec(decoded(path)) ?? [];
  if (key === '')
    throw s3Errors.invalidArgument('Copy Source must mention the source bucket and key');
  const bucket = await call.parts.store.buckets.get(name);
  if (bucket === undefined) throw s3Errors.noSuchBucket(name);
  await mustBeAllowed(call, 'GetObject', bucket, key);
  const object = await call.parts.store.buckets.object(name, key);
  if (object === undefined) throw s3Errors.noSuchKey(key);
  checkCopyConditions(call, object);
  return { bucket, object };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw s3Errors.invalidArgument('The copy source is not UTF-8 that was escaped for a URL.');
  }
}

function checkCopyConditions({ headers }: S3Call, { etag }: StoredObject): void {
  const match = headers.get('x-amz-copy-source-if-match')?.replaceAll('"', '');
  const none = headers.get('x-amz-copy-source-if-none-match')?.replaceAll('"', '');
  const isWrong = (match !== undefined && match !== etag) || (none !== undefined && none === etag);
  if (isWrong) throw s3Errors.preconditionFailed('x-amz-copy-source-if-match');
}

/** The bytes of the source, from and to, as the caller may read them. */
export async function bytesOf(
  call: S3Call,
  { bucket, object }: CopySource,
  from = 0,
  to = object.bytes,
): Promise<AsyncIterable<Uint8Array>> {
  const dataKey = await openedKey(call, bucket, object.key, object.encryption);
  return call.parts.blobs.read(object.blob, dataKey, from, to);
}

export const copyObject: S3Operation = async (call) => {
  const { parts, target, headers } = call;
  const bucket = await bucketOf(call);
  const { key = '' } = target;
  refuseAcl(headers.get('x-amz-acl'));
  refuseLocks(call);
  const source = await copySource(call);
  const { object } = source;
  await mustBeAllowed(call, 'PutObject', bucket, key);
  const replaces = headers.get('x-amz-metadata-directive') === 'REPLACE';
  const isSame = source.bucket.name === bucket.name && object.key === key;
  if (isSame && !replaces && !headers.has('x-amz-server-side-encryption')) {
    throw s3Errors.invalidRequest(
      'This copy request is illegal because it is trying to copy an object to itself without ' +
        "changing the object's metadata or encryption.",
    );
  }
  if (object.bytes > S3_OBJECT_BYTES_MAX) throw s3Errors.entityTooLarge();
  const { encryption, dataKey } = await newEncryption(call, bucket, key);
  const written = await parts.blobs.write(
    await bytesOf(call, source),
    dataKey,
    S3_OBJECT_BYTES_MAX,
  );
  const tagging = headers.get('x-amz-tagging-directive') === 'REPLACE';
  const copy: StoredObject = {
    ...object,
    ...written,
    bucket: bucket.name,
    key,
    modifiedAt: parts.clock.now(),
    encryption,
    headers: replaces ? keptHeaders(call) : object.headers,
    tags: tagging ? tagsOfHeader(headers.get('x-amz-tagging')) : object.tags,
  };
  await commitObject(call, copy);
  const body = xmlDocument('CopyObjectResult', {
    LastModified: xmlTime(copy.modifiedAt),
    ETag: `"${copy.etag}"`,
  });
  const shown = { ...encryptionHeaders(encryption), ...shownChecksums(copy) };
  return { status: 200, headers: shown, body };
};
