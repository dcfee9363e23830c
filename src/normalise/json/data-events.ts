/** Whose data events are told apart: they are features of their own. */
export const S3 = 's3.amazonaws.com';
export const AI_SOURCES: ReadonlySet<string> = new Set([
  'bedrock.amazonaws.com',
  'bedrock-agentcore.amazonaws.com',
  'sagemaker.amazonaws.com',
]);

/** S3's calls that are about objects: the data events of records that do not say their category. */
const OBJECT_CALLS: ReadonlySet<string> = new Set([
  'AbortMultipartUpload',
  'CompleteMultipartUpload',
  'CopyObject',
  'CreateMultipartUpload',
  'DeleteObject',
  'DeleteObjectTagging',
  'DeleteObjects',
  'GetObject',
  'GetObjectAcl',
  'GetObjectAttributes',
  'GetObjectLegalHold',
  'GetObjectRetention',
  'GetObjectTagging',
  'GetObjectTorrent',
  'HeadBucket',
  'HeadObject',
  'ListMultipartUploads',
  'ListObjectVersions',
  'ListObjects',
  'ListParts',
  'PutObject',
  'PutObjectAcl',
  'PutObjectLegalHold',
  'PutObjectRetention',
  'PutObjectTagging',
  'RestoreObject',
  'SelectObjectContent',
  'UploadPart',
  'UploadPartCopy',
]);

/** `eventCategory` came with version 1.07 of CloudTrail's records. */
export function isDataEvent(category: string, source: string, name: string): boolean {
  return category === '' ? source === S3 && OBJECT_CALLS.has(name) : category === 'Data';
}
