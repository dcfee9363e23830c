import type { Tags } from './tags.ts';

/** How objects of a bucket are encrypted where a request does not say. */
export interface BucketEncryption {
  readonly algorithm: 'AES256' | 'aws:kms';
  /** Only for `aws:kms`: an id, an alias or an ARN, as it was given. */
  readonly kmsKey?: string;
  readonly bucketKeyEnabled?: boolean;
}

/** The four switches of a public access block. */
export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

export interface Bucket {
  /** Names are unique over all accounts and Regions. */
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly createdAt: number;
  readonly policy?: string;
  readonly encryption: BucketEncryption;
  readonly publicAccessBlock?: PublicAccessBlock;
  readonly tags: Tags;
}

/** How an object lies on disk, and by which key it can be read. */
export interface ObjectEncryption extends BucketEncryption {
  /** The data key: sealed with the master key, or base64 of what KMS encrypted. */
  readonly dataKey: string;
}

export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  /** The file below the data directory that has its bytes; empty for an object of none. */
  readonly blob: string;
  readonly bytes: number;
  /** As the header has it, without quotes: MD5, or MD5 of MD5s and the number of parts. */
  readonly etag: string;
  readonly modifiedAt: number;
  readonly encryption: ObjectEncryption;
  /** Content-Type and its like, in lower case, and `x-amz-meta-…`. */
  readonly headers: Readonly<Record<string, string>>;
  /** `crc32` → base64. */
  readonly checksums: Readonly<Record<string, string>>;
  readonly tags: Tags;
}

export interface MultipartUpload {
  readonly uploadId: string;
  readonly bucket: string;
  readonly key: string;
  readonly startedAt: number;
  readonly encryption: ObjectEncryption;
  readonly headers: StoredObject['headers'];
  readonly tags: Tags;
}

export interface UploadedPart {
  readonly uploadId: string;
  readonly number: number;
  readonly blob: string;
  readonly bytes: number;
  /** MD5, hexadecimal. */
  readonly etag: string;
  readonly modifiedAt: number;
}

const NAME = /^(?!\d+\.\d+\.\d+\.\d+$)(?!xn--)[a-z0-9](?:[a-z0-9.-]{1,61})[a-z0-9]$/;

/** S3's rules for general purpose buckets. */
export function isBucketName(name: string): boolean {
  return NAME.test(name) && !name.includes('..') && !name.endsWith('-s3alias');
}

/** Everything blocked, as AWS has it for new buckets. */
export const BLOCK_ALL: PublicAccessBlock = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};
