import { BLOCK_ALL, type Bucket, isBucketName } from '../../domain/bucket.ts';
import { S3_BUCKETS_PER_ACCOUNT_MAX } from '../../limits.ts';
import { bucketOf, mustBeAllowed, type S3Operation } from '../s3-call.ts';
import { s3Errors } from '../s3-error.ts';
import { readXml, textIn, xmlDocument, xmlTime } from '../s3-xml.ts';
import { smallBody } from '../small-body.ts';

/** A bucket that stands for one that is not there: whose it would be is the caller's account. */
function imagined(name: string, accountId: string, region: string): Bucket {
  return { name, accountId, region, createdAt: 0, encryption: { algorithm: 'AES256' }, tags: {} };
}

export const listBuckets: S3Operation = async (call) => {
  const { parts, accountId, about } = call;
  if (accountId === undefined) throw s3Errors.accessDenied();
  await mustBeAllowed(call, 'ListAllMyBuckets', imagined('*', accountId, about.region));
  const buckets = await parts.store.buckets.list(accountId);
  const body = xmlDocument('ListAllMyBucketsResult', {
    Owner: { ID: ownerId(accountId) },
    Buckets: {
      Bucket: buckets.map(({ name, createdAt, region }) => ({
        Name: name,
        CreationDate: xmlTime(createdAt),
        BucketRegion: region,
      })),
    },
  });
  return { status: 200, body };
};

export const createBucket: S3Operation = async (call) => {
  const { parts, accountId, about, target, headers } = call;
  const { bucket: name = '' } = target;
  if (accountId === undefined) throw s3Errors.accessDenied();
  if (!isBucketName(name)) throw s3Errors.invalidBucketName(name);
  refuseAcl(headers.get('x-amz-acl'));
  if (headers.get('x-amz-bucket-object-lock-enabled') === 'true') {
    throw s3Errors.notImplemented('Object lock');
  }
  const text = await smallBody(call);
  const asked = text === '' ? undefined : locationOf(text);
  const region = asked ?? (about.region === 'us-east-1' ? 'us-east-1' : undefined);
  if (region === undefined || region !== about.region) throw s3Errors.illegalLocation();
  await mustBeAllowed(call, 'CreateBucket', imagined(name, accountId, region));
  await parts.store.transaction(async ({ buckets }) => {
    const existing = await buckets.get(name);
    if (existing !== undefined) {
      throw existing.accountId === accountId ? s3Errors.bucketIsYours() : s3Errors.bucketExists();
    }
    const count = (await buckets.list(accountId)).length;
    if (count >= S3_BUCKETS_PER_ACCOUNT_MAX) {
      throw s3Errors.invalidRequest('You have attempted to create more buckets than allowed');
    }
    const createdAt = parts.clock.now();
    await buckets.put({
      ...imagined(name, accountId, region),
      createdAt,
      publicAccessBlock: BLOCK_ALL,
    });
  });
  return { status: 200, headers: { Location: `/${name}` } };
};

function locationOf(text: string): string | undefined {
  const asked = textIn(readXml(text, 'CreateBucketConfiguration'), 'LocationConstraint');
  return asked === 'EU' ? 'eu-west-1' : asked;
}

/** Objects belong to the bucket's owner, as in every bucket that AWS makes today. */
export function refuseAcl(acl: string | undefined): void {
  if (acl === undefined || ['private', 'bucket-owner-full-control'].includes(acl)) return;
  throw s3Errors.notImplemented(`The access control list ${acl}`);
}

export const headBucket: S3Operation = async (call) => {
  const bucket = await bucketOf(call);
  await mustBeAllowed(call, 'ListBucket', bucket);
  return { status: 200, headers: { 'x-amz-bucket-region': bucket.region } };
};

export const deleteBucket: S3Operation = async (call) => {
  const bucket = await bucketOf(call);
  await mustBeAllowed(call, 'DeleteBucket', bucket);
  await call.parts.store.transaction(async ({ buckets }) => {
    const query = { bucket: bucket.name, prefix: '', limit: 1 };
    if ((await buckets.objects(query)).length > 0) throw s3Errors.bucketNotEmpty();
    for (const { uploadId } of await buckets.uploads(bucket.name)) {
      await buckets.deleteUpload(uploadId);
    }
    await buckets.delete(bucket.name);
  });
  return { status: 204 };
};

export const getBucketLocation: S3Operation = async (call) => {
  const bucket = await bucketOf(call);
  await mustBeAllowed(call, 'GetBucketLocation', bucket);
  const place = bucket.region === 'us-east-1' ? '' : bucket.region;
  const body = xmlDocument('LocationConstraint', {}).replace('></', `>${place}</`);
  return { status: 200, body };
};

/** Never versioned: asking is answered as AWS does for such a bucket. */
export const getBucketVersioning: S3Operation = async (call) => {
  await mustBeAllowed(call, 'GetBucketVersioning', await bucketOf(call));
  return { status: 200, body: xmlDocument('VersioningConfiguration', {}) };
};

/** Clients tell by the type what kind of grantee it is. */
const CANONICAL_USER =
  'Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"';

/** The one list that every bucket and object has: all for the owner. */
export const getAcl: S3Operation = async (call) => {
  const bucket = await bucketOf(call);
  const { key } = call.target;
  await mustBeAllowed(call, key === undefined ? 'GetBucketAcl' : 'GetObjectAcl', bucket, key);
  const owner = { ID: ownerId(bucket.accountId) };
  const body = xmlDocument('AccessControlPolicy', {
    Owner: owner,
    AccessControlList: { Grant: { [CANONICAL_USER]: owner, Permission: 'FULL_CONTROL' } },
  });
  return { status: 200, body };
};

/** S3 names owners by 64 hex digits; ours are the account id, padded. */
export function ownerId(accountId: string): string {
  return accountId.padStart(64, '0');
}
