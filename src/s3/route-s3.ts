import * as settings from './operations/bucket-settings.ts';
import * as buckets from './operations/buckets.ts';
import { copyObject } from './operations/copy-object.ts';
import * as deletion from './operations/delete-objects.ts';
import { getObject, headObject } from './operations/get-object.ts';
import { listObjects, listObjectsV2 } from './operations/listing.ts';
import * as multipart from './operations/multipart.ts';
import { putObject } from './operations/put-object.ts';
import type { S3Operation } from './s3-call.ts';
import { s3Errors } from './s3-error.ts';
import type { S3Target } from './s3-request.ts';

/** CloudTrail's name of what it does, and what does it. */
export type S3Route = readonly [name: string, run: S3Operation];
type Table = Readonly<Record<string, S3Route>>;

/** `METHOD subresource`, or the method alone. */
const BUCKET: Table = {
  PUT: ['CreateBucket', buckets.createBucket],
  HEAD: ['HeadBucket', buckets.headBucket],
  DELETE: ['DeleteBucket', buckets.deleteBucket],
  GET: ['ListObjects', listObjects],
  'GET list-type': ['ListObjects', listObjectsV2],
  'GET location': ['GetBucketLocation', buckets.getBucketLocation],
  'GET versioning': ['GetBucketVersioning', buckets.getBucketVersioning],
  'GET acl': ['GetBucketAcl', buckets.getAcl],
  'GET uploads': ['ListMultipartUploads', multipart.listMultipartUploads],
  'POST delete': ['DeleteObjects', deletion.deleteObjects],
  'GET policy': ['GetBucketPolicy', settings.getBucketPolicy],
  'PUT policy': ['PutBucketPolicy', settings.putBucketPolicy],
  'DELETE policy': ['DeleteBucketPolicy', settings.deleteBucketPolicy],
  'GET policyStatus': ['GetBucketPolicyStatus', settings.getBucketPolicyStatus],
  'GET encryption': ['GetBucketEncryption', settings.getBucketEncryption],
  'PUT encryption': ['PutBucketEncryption', settings.putBucketEncryption],
  'DELETE encryption': ['DeleteBucketEncryption', settings.deleteBucketEncryption],
  'GET publicAccessBlock': ['GetBucketPublicAccessBlock', settings.getPublicAccessBlock],
  'PUT publicAccessBlock': ['PutBucketPublicAccessBlock', settings.putPublicAccessBlock],
  'DELETE publicAccessBlock': ['DeleteBucketPublicAccessBlock', settings.deletePublicAccessBlock],
  'GET tagging': ['GetBucketTagging', settings.getBucketTagging],
  'PUT tagging': ['PutBucketTagging', settings.putBucketTagging],
  'DELETE tagging': ['DeleteBucketTagging', settings.deleteBucketTagging],
};

const OBJECT: Table = {
  GET: ['GetObject', getObject],
  HEAD: ['HeadObject', headObject],
  PUT: ['PutObject', putObject],
  DELETE: ['DeleteObject', deletion.deleteObject],
  'PUT copy': ['CopyObject', copyObject],
  'GET acl': ['GetObjectAcl', buckets.getAcl],
  'GET tagging': ['GetObjectTagging', deletion.getObjectTagging],
  'PUT tagging': ['PutObjectTagging', deletion.putObjectTagging],
  'DELETE tagging': ['DeleteObjectTagging', deletion.deleteObjectTagging],
  'POST uploads': ['CreateMultipartUpload', multipart.createMultipartUpload],
  'PUT uploadId': ['UploadPart', multipart.uploadPart],
  'PUT uploadId copy': ['UploadPartCopy', multipart.uploadPartCopy],
  'POST uploadId': ['CompleteMultipartUpload', multipart.completeMultipartUpload],
  'DELETE uploadId': ['AbortMultipartUpload', multipart.abortMultipartUpload],
  'GET uploadId': ['ListParts', multipart.listParts],
};

/** Parts of S3 that a query names. What has no entry above is refused by this name. */
const SUBRESOURCES = new Set(
  (
    'accelerate acl analytics attributes cors delete encryption intelligent-tiering ' +
    'inventory legal-hold lifecycle list-type location logging metadataTable metrics ' +
    'notification object-lock ownershipControls policy policyStatus publicAccessBlock ' +
    'renameObject replication requestPayment restore retention select session tagging ' +
    'torrent uploadId uploads versioning versions website'
  ).split(' '),
);

/** Which operation a request is for. Throws NotImplemented, by name, and MethodNotAllowed. */
export function routeS3(target: S3Target, isCopy: boolean): S3Route {
  const { method, bucket, key, query } = target;
  if (bucket === undefined) {
    if (method === 'GET') return ['ListBuckets', buckets.listBuckets];
    throw s3Errors.methodNotAllowed();
  }
  const table = key === undefined ? BUCKET : OBJECT;
  const subresource = [...query.keys()].find((name) => SUBRESOURCES.has(name));
  const words = [method, subresource, isCopy && key !== undefined ? 'copy' : undefined];
  const name = words.filter(Boolean).join(' ');
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found !== undefined) return found;
  if (subresource !== undefined) throw s3Errors.notImplemented(`${method} ?${subresource}`);
  throw s3Errors.methodNotAllowed();
}
