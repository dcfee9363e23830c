import { MalformedPolicy, parsePolicy } from '../../authorise/policy/parse-policy.ts';
import type { Bucket, BucketEncryption, PublicAccessBlock } from '../../domain/bucket.ts';
import type { Tags } from '../../domain/tags.ts';
import { S3_POLICY_BYTES_MAX, TAGS_PER_RESOURCE_MAX } from '../../limits.ts';
import { isPublicPolicy } from '../public-policy.ts';
import { bucketOf, mustBeAllowed, type S3Call, type S3Operation } from '../s3-call.ts';
import { s3Errors } from '../s3-error.ts';
import { listIn, member, readXml, textIn, xmlDocument } from '../s3-xml.ts';
import { smallBody } from '../small-body.ts';

/** The bucket with one setting changed, as it is at that moment. */
async function change(call: S3Call, how: (bucket: Bucket) => Bucket): Promise<void> {
  await call.parts.store.transaction(async ({ buckets }) => {
    const bucket = await buckets.get(call.target.bucket ?? '');
    if (bucket === undefined) throw s3Errors.noSuchBucket(call.target.bucket ?? '');
    await buckets.put(how(bucket));
  });
}

export const getBucketPolicy: S3Operation = async (call) => {
  const bucket = await bucketOf(call);
  await mustBeAllowed(call, 'GetBucketPolicy', bucket);
  if (bucket.policy === undefined) throw s3Errors.noPolicy();
  return { status: 200, headers: { 'Content-Type': 'application/json' }, body: bucket.policy };
};

export const putBucketPolicy: S3Operation = async (call) => {
  const bucket = await bucketOf(call);
  await mustBeAllowed(call, 'PutBucketPolicy', bucket);
  const policy = await smallBody(call);
  checkPolicy(policy, bucket.name, call.about.partition);
  if (bucket.publicAccessBlock?.blockPublicPolicy && isPublicPolicy(policy)) {
    throw s3Errors.accessDenied(
      'The policy is public, and the BlockPublicPolicy setting of the bucket prevents it.',
    );
  }
  await change(call, (now) => ({ ...now, policy }));
  return { status: 204 };
};

function checkPolicy(text: string, bucket: string, partition: string): void {
  if (Buffer.byteLength(text) > S3_POLICY_BYTES_MAX) {
    throw s3Errors.malformedPolicy('The policy is too large.');
  }
  try {
    const arn = `arn:${partition}:s3:::${bucket}`;
    for (const { principal, resource } of parsePolicy(text, 'resource').statements) {
      if (principal === undefined)
        throw s3Errors.malformedPolicy('Missing required field Principal');
      const isOwn = (one: string) => one === arn || one.startsWith(`${arn}/`);
      if (!resource.patterns.every(isOwn)) {
        throw s3Errors.malformedPolicy('Policy has invalid resource');
      }
    }
  } catch (error) {
    if (error instanceof MalformedPolicy) throw s3Errors.malformedPolicy(error.message);
    throw error;
  }
}

export const deleteBucketPolicy: S3Operation = async (call) => {
  await mustBeAllowed(call, 'DeleteBucketPolicy', await bucketOf(call));
  await change(call, ({ policy: _, ...rest }) => rest);
  return { status: 204 };
};

export const getBucketPolicyStatus: S3Operation = async (call) => {
  const bucket = await bucketOf(call);
  await mustBeAllowed(call, 'GetBucketPolicyStatus', bucket);
  if (bucket.policy === undefined) throw s3Errors.noPolicy();
  const body = xmlDocument('PolicyStatus', { IsPublic: isPublicPolicy(bucket.policy) });
  return { status: 200, body };
};

export const getBucketEncryption: S3Operation = async (call) => {
  const bucket = await bucketOf(call);
  await mustBeAllowed(call, 'GetEncryptionConfiguration', bucket);
  const { algorithm, kmsKey, bucketKeyEnabled = false } = bucket.encryption;
  const body = xmlDocument('ServerSideEncryptionConfiguration', {
    Rule: {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: algorithm, KMSMasterKeyID: kmsKey },
      BucketKeyEnabled: bucketKeyEnabled,
    },
  });
  return { status: 200, body };
};

export const putBucketEncryption: S3Operation = async (call) => {
  await mustBeAllowed(call, 'PutEncryptionConfiguration', await bucketOf(call));
  const read = readXml(await smallBody(call), 'ServerSideEncryptionConfiguration');
  const [rule, ...more] = listIn(read, 'Rule');
  if (rule === undefined || more.length > 0) throw s3Errors.malformedXml();
  const applied = member(rule, 'ApplyServerSideEncryptionByDefault');
  const algorithm = textIn(applied, 'SSEAlgorithm');
  if (algorithm !== 'AES256' && algorithm !== 'aws:kms') {
    throw s3Errors.notImplemented(`Encryption ${algorithm}`);
  }
  const kmsKey = textIn(applied, 'KMSMasterKeyID');
  if (algorithm === 'AES256' && kmsKey !== undefined) {
    throw s3Errors.invalidArgument('a KMSMasterKeyID is not applicable if SSEAlgorithm is AES256');
  }
  const encryption: BucketEncryption = {
    algorithm,
    ...(kmsKey !== undefined && { kmsKey }),
    ...(textIn(rule, 'BucketKeyEnabled') === 'true' && { bucketKeyEnabled: true }),
  };
  await change(call, (now) => ({ ...now, encryption }));
  return { status: 200 };
};

/** Back to what every bucket has. */
export const deleteBucketEncryption: S3Operation = async (call) => {
  await mustBeAllowed(call, 'PutEncryptionConfiguration', await bucketOf(call));
  await change(call, (now) => ({ ...now, encryption: { algorithm: 'AES256' } }));
  return { status: 204 };
};

const SWITCHES = [
  ['BlockPublicAcls', 'blockPublicAcls'],
  ['IgnorePublicAcls', 'ignorePublicAcls'],
  ['BlockPublicPolicy', 'blockPublicPolicy'],
  ['RestrictPublicBuckets', 'restrictPublicBuckets'],
] as const;

export const getPublicAccessBlock: S3Operation = async (call) => {
  const bucket = await bucketOf(call);
  await mustBeAllowed(call, 'GetBucketPublicAccessBlock', bucket);
  const { publicAccessBlock: block } = bucket;
  if (block === undefined) throw s3Errors.noPublicAccessBlock();
  const tree = Object.fromEntries(SWITCHES.map(([name, field]) => [name, block[field]]));
  return { status: 200, body: xmlDocument('PublicAccessBlockConfiguration', tree) };
};

export const putPublicAccessBlock: S3Operation = async (call) => {
  await mustBeAllowed(call, 'PutBucketPublicAccessBlock', await bucketOf(call));
  const read = readXml(await smallBody(call), 'PublicAccessBlockConfiguration');
  const publicAccessBlock = Object.fromEntries(
    SWITCHES.map(([name, field]) => [field, textIn(read, name)?.toLowerCase() === 'true']),
  ) as unknown as PublicAccessBlock;
  await change(call, (now) => ({ ...now, publicAccessBlock }));
  return { status: 200 };
};

export const deletePublicAccessBlock: S3Operation = async (call) => {
  await mustBeAllowed(call, 'PutBucketPublicAccessBlock', await bucketOf(call));
  await change(call, ({ publicAccessBlock: _, ...rest }) => rest);
  return { status: 204 };
};

export const getBucketTagging: S3Operation = async (call) => {
  const bucket = await bucketOf(call);
  await mustBeAllowed(call, 'GetBucketTagging', bucket);
  if (Object.keys(bucket.tags).length === 0) throw s3Errors.noTags();
  return { status: 200, body: taggingDocument(bucket.tags) };
};

export const putBucketTagging: S3Operation = async (call) => {
  await mustBeAllowed(call, 'PutBucketTagging', await bucketOf(call));
  const tags = readTagging(await smallBody(call), TAGS_PER_RESOURCE_MAX);
  await change(call, (now) => ({ ...now, tags }));
  return { status: 204 };
};

export const deleteBucketTagging: S3Operation = async (call) => {
  await mustBeAllowed(call, 'PutBucketTagging', await bucketOf(call));
  await change(call, (now) => ({ ...now, tags: {} }));
  return { status: 204 };
};

export function taggingDocument(tags: Tags): string {
  const Tag = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return xmlDocument('Tagging', { TagSet: { Tag } });
}

/** Throws InvalidTag-like refusals for a key twice and for too many. */
export function readTagging(text: string, most: number): Tags {
  const items = listIn(member(readXml(text, 'Tagging'), 'TagSet'), 'Tag');
  const tags = new Map(
    items.map((item) => [textIn(item, 'Key') ?? '', textIn(item, 'Value') ?? '']),
  );
  if (tags.size !== items.length) throw s3Errors.invalidArgument('A tag key is there twice.');
  if (tags.size > most) throw s3Errors.invalidArgument(`There may be ${most} tags at most.`);
  return Object.fromEntries(tags);
}
