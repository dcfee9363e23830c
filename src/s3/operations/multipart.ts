import { createHash, randomBytes } from 'node:crypto';
import type { Bucket, MultipartUpload, StoredObject, UploadedPart } from '../../domain/bucket.ts';
import { hexId } from '../../lib/ids.ts';
import {
  S3_MULTIPART_BYTES_MAX,
  S3_OBJECT_BYTES_MAX,
  S3_PAGE_MAX,
  S3_PART_BYTES_MIN,
  S3_PARTS_MAX,
} from '../../limits.ts';
import { encryptionHeaders, newEncryption, openedKey } from '../object-encryption.ts';
import { bucketOf, mustBeAllowed, type S3Call, type S3Operation } from '../s3-call.ts';
import { s3Errors } from '../s3-error.ts';
import { listIn, readXml, textIn, xmlDocument, xmlTime } from '../s3-xml.ts';
import { smallBody } from '../small-body.ts';
import { refuseAcl } from './buckets.ts';
import { bytesOf, copySource } from './copy-object.ts';
import { commitObject, keptHeaders, refuseLocks, tagsOfHeader, takeIn } from './put-object.ts';

export const createMultipartUpload: S3Operation = async (call) => {
  const { parts, target, headers } = call;
  const bucket = await bucketOf(call);
  const { key = '' } = target;
  refuseAcl(headers.get('x-amz-acl'));
  refuseLocks(call);
  await mustBeAllowed(call, 'PutObject', bucket, key);
  const { encryption } = await newEncryption(call, bucket, key);
  const upload: MultipartUpload = {
    uploadId: hexId() + randomBytes(8).toString('hex'),
    bucket: bucket.name,
    key,
    startedAt: parts.clock.now(),
    encryption,
    headers: keptHeaders(call),
    tags: tagsOfHeader(headers.get('x-amz-tagging')),
  };
  await parts.store.transaction(({ buckets }) => buckets.putUpload(upload));
  const body = xmlDocument('InitiateMultipartUploadResult', {
    Bucket: bucket.name,
    Key: key,
    UploadId: upload.uploadId,
  });
  return { status: 200, headers: encryptionHeaders(encryption), body };
};

interface Ongoing {
  readonly bucket: Bucket;
  readonly upload: MultipartUpload;
}

async function ongoing(call: S3Call, action: string): Promise<Ongoing> {
  const bucket = await bucketOf(call);
  const { key = '', query } = call.target;
  await mustBeAllowed(call, action, bucket, key);
  const upload = await call.parts.store.buckets.upload(query.get('uploadId') ?? '');
  if (upload?.bucket !== bucket.name || upload.key !== key) throw s3Errors.noSuchUpload();
  return { bucket, upload };
}

function partNumber({ target }: S3Call): number {
  const number = Number(target.query.get('partNumber'));
  if (Number.isInteger(number) && number >= 1 && number <= S3_PARTS_MAX) return number;
  throw s3Errors.invalidArgument(
    `Part number must be an integer between 1 and ${S3_PARTS_MAX}, inclusive`,
  );
}

export const uploadPart: S3Operation = async (call) => {
  const { bucket, upload } = await ongoing(call, 'PutObject');
  const number = partNumber(call);
  const dataKey = await openedKey(call, bucket, upload.key, upload.encryption);
  const { blob, bytes, verified } = await takeIn(call, dataKey);
  const part = await keepPart(call, upload, { number, blob, bytes, etag: verified.md5 });
  const sums = Object.entries(verified.checksums);
  const checksums = Object.fromEntries(sums.map(([name, sum]) => [`x-amz-checksum-${name}`, sum]));
  const encryption = encryptionHeaders(upload.encryption);
  return { status: 200, headers: { ETag: `"${part.etag}"`, ...checksums, ...encryption } };
};

export const uploadPartCopy: S3Operation = async (call) => {
  const { bucket, upload } = await ongoing(call, 'PutObject');
  const number = partNumber(call);
  const source = await copySource(call);
  const range = call.headers.get('x-amz-copy-source-range');
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
  if (range !== undefined && first === undefined) throw s3Errors.invalidRange();
  const from = Number(first ?? 0);
  const to = last === undefined ? source.object.bytes : Number(last) + 1;
  if (to > source.object.bytes || to < from) throw s3Errors.invalidRange();
  const md5 = createHash('md5');
  const bytes = await bytesOf(call, source, from, to);
  async function* hashed() {
    for await (const piece of bytes) {
      md5.update(piece);
      yield piece;
    }
  }
  const dataKey = await openedKey(call, bucket, upload.key, upload.encryption);
  const written = await call.parts.blobs.write(hashed(), dataKey, S3_OBJECT_BYTES_MAX);
  const part = await keepPart(call, upload, { number, ...written, etag: md5.digest('hex') });
  const body = xmlDocument('CopyPartResult', {
    LastModified: xmlTime(part.modifiedAt),
    ETag: `"${part.etag}"`,
  });
  return { status: 200, headers: encryptionHeaders(upload.encryption), body };
};

async function keepPart(
  call: S3Call,
  { uploadId }: MultipartUpload,
  taken: Pick<UploadedPart, 'number' | 'blob' | 'bytes' | 'etag'>,
): Promise<UploadedPart> {
  const { store, blobs, clock } = call.parts;
  const part = { uploadId, ...taken, modifiedAt: clock.now() };
  let leftOver: string | undefined = part.blob;
  try {
    leftOver = await store.transaction(async ({ buckets }) => {
      if ((await buckets.upload(uploadId)) === undefined) throw s3Errors.noSuchUpload();
      return await buckets.putPart(part);
    });
  } finally {
    await blobs.remove(leftOver);
  }
  return part;
}

export const completeMultipartUpload: S3Operation = async (call) => {
  const { parts, target } = call;
  const { bucket, upload } = await ongoing(call, 'PutObject');
  const read = readXml(await smallBody(call), 'CompleteMultipartUpload');
  const chosen = chosenParts(
    listIn(read, 'Part'),
    await parts.store.buckets.parts(upload.uploadId),
  );
  const partKey = await openedKey(call, bucket, upload.key, upload.encryption);
  const { encryption, dataKey } = await newEncryption(callAs(call, upload), bucket, upload.key);
  async function* all() {
    for (const part of chosen) yield* parts.blobs.read(part.blob, partKey, 0, part.bytes);
  }
  const written = await parts.blobs.write(all(), dataKey, S3_MULTIPART_BYTES_MAX);
  const object: StoredObject = {
    ...written,
    bucket: bucket.name,
    key: upload.key,
    etag: joinedTag(chosen),
    modifiedAt: parts.clock.now(),
    encryption,
    headers: upload.headers,
    checksums: {},
    tags: upload.tags,
  };
  await commitObject(call, object);
  await discard(call, upload);
  const body = xmlDocument('CompleteMultipartUploadResult', {
    Location: `/${bucket.name}/${target.key}`,
    Bucket: bucket.name,
    Key: upload.key,
    ETag: `"${object.etag}"`,
  });
  return { status: 200, headers: encryptionHeaders(encryption), body };
};

/** The whole is encrypted as the upload was asked to be when it began. */
function callAs(call: S3Call, { encryption }: MultipartUpload): S3Call {
  return {
    ...call,
    headers: new Map([...call.headers, ...Object.entries(encryptionHeaders(encryption))]),
  };
}

function chosenParts(
  asked: readonly unknown[],
  uploaded: readonly UploadedPart[],
): readonly UploadedPart[] {
  if (asked.length === 0 || asked.length > S3_PARTS_MAX) throw s3Errors.malformedXml();
  const byNumber = new Map(uploaded.map((part) => [part.number, part]));
  const numbers = asked.map((one) => Number(textIn(one, 'PartNumber')));
  if (numbers.some((number, index) => number <= (numbers[index - 1] ?? 0))) {
    throw s3Errors.invalidPartOrder();
  }
  return asked.map((one, index) => {
    const part = byNumber.get(numbers[index] ?? 0);
    const etag = textIn(one, 'ETag')?.replaceAll('"', '').replaceAll('&quot;', '');
    if (part === undefined || part.etag !== etag) throw s3Errors.invalidPart();
    if (index < asked.length - 1 && part.bytes < S3_PART_BYTES_MIN) throw s3Errors.entityTooSmall();
    return part;
  });
}

/** MD5 of the MD5s of the parts, and how many there are. */
function joinedTag(parts: readonly UploadedPart[]): string {
  const digests = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex')));
  return `${createHash('md5').update(digests).digest('hex')}-${parts.length}`;
}

async function discard({ parts }: S3Call, { uploadId }: MultipartUpload): Promise<void> {
  const uploaded = await parts.store.buckets.parts(uploadId);
  await parts.store.transaction(({ buckets }) => buckets.deleteUpload(uploadId));
  for (const { blob } of uploaded) await parts.blobs.remove(blob);
}

export const abortMultipartUpload: S3Operation = async (call) => {
  const { upload } = await ongoing(call, 'AbortMultipartUpload');
  await discard(call, upload);
  return { status: 204 };
};

export const listParts: S3Operation = async (call) => {
  const { bucket, upload } = await ongoing(call, 'ListMultipartUploadParts');
  const { query } = call.target;
  const most = Math.min(Number(query.get('max-parts') ?? S3_PAGE_MAX) || S3_PAGE_MAX, S3_PAGE_MAX);
  const after = Number(query.get('part-number-marker') ?? 0) || 0;
  const all = (await call.parts.store.buckets.parts(upload.uploadId)).filter(
    ({ number }) => number > after,
  );
  const page = all.slice(0, most);
  const body = xmlDocument('ListPartsResult', {
    Bucket: bucket.name,
    Key: upload.key,
    UploadId: upload.uploadId,
    PartNumberMarker: after,
    NextPartNumberMarker: page.at(-1)?.number,
    MaxParts: most,
    IsTruncated: all.length > page.length,
    Part: page.map((part) => ({
      PartNumber: part.number,
      LastModified: xmlTime(part.modifiedAt),
      ETag: `"${part.etag}"`,
      Size: part.bytes,
    })),
  });
  return { status: 200, body };
};

export const listMultipartUploads: S3Operation = async (call) => {
  const bucket = await bucketOf(call);
  await mustBeAllowed(call, 'ListBucketMultipartUploads', bucket);
  const prefix = call.target.query.get('prefix') ?? '';
  const uploads = (await call.parts.store.buckets.uploads(bucket.name)).filter(({ key }) =>
    key.startsWith(prefix),
  );
  const body = xmlDocument('ListMultipartUploadsResult', {
    Bucket: bucket.name,
    Prefix: prefix,
    IsTruncated: false,
    Upload: uploads.map(({ key, uploadId, startedAt }) => ({
      Key: key,
      UploadId: uploadId,
      Initiated: xmlTime(startedAt),
      StorageClass: 'STANDARD',
    })),
  });
  return { status: 200, body };
};
