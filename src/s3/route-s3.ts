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

type Table = Readonly<Record<string, S3Operation>>;

/** `METHOD subresource`, or the method alone. */
const BUCKET: Table = {
  PUT: buckets.createBucket,
  HEAD: buckets.headBucket,
  DELETE: buckets.deleteBucket,
  GET: listObjects,
  'GET list-type': listObjectsV2,
  'GET location': buckets.getBucketLocation,
  'GET versioning': buckets.getBucketVersioning,
  'GET acl': buckets.getAcl,
  'GET uploads': multipart.listMultipartUploads,
  'POST delete': deletion.deleteObjects,
  'GET policy': settings.getBucketPolicy,
  'PUT policy': settings.putBucketPolicy,
  'DELETE policy': settings.deleteBucketPolicy,
  'GET policyStatus': settings.getBucketPolicyStatus,
  'GET encryption': settings.getBucketEncryption,
  'PUT encryption': settings.putBucketEncryption,
  'DELETE encryption': settings.deleteBucketEncryption,
  'GET publicAccessBlock': settings.getPublicAccessBlock,
  'PUT publicAccessBlock': settings.putPublicAccessBlock,
  'DELETE publicAccessBlock': settings.deletePublicAccessBlock,
  'GET tagging': settings.getBucketTagging,
  'PUT tagging': settings.putBucketTagging,
  'DELETE tagging': settings.deleteBucketTagging,
};

const OBJECT: Table = {
  GET: getObject,
  HEAD: headObject,
  PUT: putObject,
  DELETE: deletion.deleteObject,
  'PUT copy': copyObject,
  'GET acl': buckets.getAcl,
  'GET tagging': deletion.getObjectTagging,
  'PUT tagging': deletion.putObjectTagging,
  'DELETE tagging': deletion.deleteObjectTagging,
  'POST uploads': multipart.createMultipartUpload,
  'PUT uploadId': multipart.uploadPart,
  'PUT uploadId copy': multipart.uploadPartCopy,
  'POST uploadId': multipart.completeMultipartUpload,
  'DELETE uploadId': multipart.abortMultipartUpload,
  'GET uploadId': multipart.listParts,
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
export function routeS3(target: S3Target, isCopy: boolean): S3Operation {
  const { method, bucket, key, query } = target;
  if (bucket === undefined) {
    if (method === 'GET') return buckets.listBuckets;
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
