import { S3_OBJECT_TAGS_MAX, S3_PAGE_MAX } from '../../limits.ts';
import { bucketOf, mustBeAllowed, type S3Call, type S3Operation } from '../s3-call.ts';
import { S3Error, s3Errors } from '../s3-error.ts';
import { listIn, readXml, textIn, xmlDocument } from '../s3-xml.ts';
import { smallBody } from '../small-body.ts';
import { readTagging, taggingDocument } from './bucket-settings.ts';
import { notThere } from './get-object.ts';

async function remove(call: S3Call, bucket: string, key: string): Promise<void> {
  const { store, blobs } = call.parts;
  const blob = await store.transaction(({ buckets }) => buckets.deleteObject(bucket, key));
  await blobs.remove(blob);
}

/** No error where there is none. */
export const deleteObject: S3Operation = async (call) => {
  const bucket = await bucketOf(call);
  const { key = '' } = call.target;
  await mustBeAllowed(call, 'DeleteObject', bucket, key);
  await remove(call, bucket.name, key);
  return { status: 204 };
};

/** Up to a thousand; each is refused or deleted by itself. */
export const deleteObjects: S3Operation = async (call) => {
  const bucket = await bucketOf(call);
  const read = readXml(await smallBody(call), 'Delete');
  const keys = listIn(read, 'Object').map((one) => textIn(one, 'Key'));
  if (keys.length === 0 || keys.length > S3_PAGE_MAX) throw s3Errors.malformedXml();
  const Deleted: { Key: string }[] = [];
  const refused: { Key: string; Code: string; Message: string }[] = [];
  for (const key of keys) {
    if (!key) throw s3Errors.malformedXml();
    try {
      await mustBeAllowed(call, 'DeleteObject', bucket, key);
      await remove(call, bucket.name, key);
      Deleted.push({ Key: key });
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      refused.push({ Key: key, Code: error.code, Message: error.message });
    }
  }
  const isQuiet = textIn(read, 'Quiet') === 'true';
  const tree = { Deleted: isQuiet ? undefined : Deleted, Error: refused };
  return { status: 200, body: xmlDocument('DeleteResult', tree) };
};

async function existing(call: S3Call, action: string) {
  const bucket = await bucketOf(call);
  const { key = '' } = call.target;
  await mustBeAllowed(call, action, bucket, key);
  const object = await call.parts.store.buckets.object(bucket.name, key);
  if (object === undefined) throw await notThere(call, key);
  return object;
}

export const getObjectTagging: S3Operation = async (call) => {
  const { tags } = await existing(call, 'GetObjectTagging');
  return { status: 200, body: taggingDocument(tags) };
};

export const putObjectTagging: S3Operation = async (call) => {
  const object = await existing(call, 'PutObjectTagging');
  const tags = readTagging(await smallBody(call), S3_OBJECT_TAGS_MAX);
  await call.parts.store.transaction(({ buckets }) => buckets.putObject({ ...object, tags }));
  return { status: 200 };
};

export const deleteObjectTagging: S3Operation = async (call) => {
  const object = await existing(call, 'DeleteObjectTagging');
  await call.parts.store.transaction(({ buckets }) => buckets.putObject({ ...object, tags: {} }));
  return { status: 204 };
};
