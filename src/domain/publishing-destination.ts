import type { PublishingStatus } from '@aws-sdk/client-guardduty';
import { type Partition, partitionOf } from './regions.ts';
import type { Tags } from './tags.ts';

/** Where findings of an account and Region are to be exported to. */
export interface PublishingDestination {
  readonly destinationId: string;
  readonly accountId: string;
  readonly region: string;
  /** As given; `parseBucketArn` reads it. */
  readonly destinationArn: string;
  readonly kmsKeyArn: string;
  readonly expectedBucketOwner?: string;
  readonly status: PublishingStatus;
  /** Since when it is known not to work, in milliseconds. */
  readonly failureStartedAt?: number;
  readonly tags: Tags;
  readonly clientToken?: string;
  readonly createdAt: number;
}

/** A bucket and the folder in it. */
export interface BucketPlace {
  readonly bucket: string;
  /** Empty, or without a slash at its beginning and with one at its end. */
  readonly prefix: string;
}

const BUCKET_ARN = /^arn:([^:]+):s3:::([^/:]+)(?:\/(.*))?$/s;
/** Bucket naming rules of S3: also what keeps a name from being anything but a label of a host. */
const BUCKET_NAME = /^(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** Characters that are safe in object keys, by S3's own list. */
const PREFIX =
  /^(?!\/)(?!.*\/\/)(?!(?:.*\/)?\.{1,2}(?:\/|$))[A-Za-z0-9!_.*'()/ &$@=;:+,?-]{0,512}$/;

export function isBucketName(name: string): boolean {
  return BUCKET_NAME.test(name);
}

/** `arn:aws:s3:::bucket`, `…/folder` or `…/folder/`; undefined for anything else. */
export function parseBucketArn(arn: string, partition: Partition): BucketPlace | undefined {
  const [, given, bucket, folder = ''] = BUCKET_ARN.exec(arn) ?? [];
  if (given !== partition || bucket === undefined || !isBucketName(bucket)) return undefined;
  if (!PREFIX.test(folder)) return undefined;
  return { bucket, prefix: folder === '' || folder.endsWith('/') ? folder : `${folder}/` };
}

const KEY_ARN = /^arn:([^:]+):kms:([^:]+):(\d{12}):key\/[A-Za-z0-9-]{1,64}$/;

/** The Region of a key whose ARN this is; undefined for anything else, aliases included. */
export function keyRegion(arn: string, partition: Partition): string | undefined {
  const [, given, region] = KEY_ARN.exec(arn) ?? [];
  if (given !== partition || region === undefined) return undefined;
  return partitionOf(region) === partition ? region : undefined;
}

/** What is not there: the bucket, the folder in it, or a permission of GuardDuty's service. */
export type DestinationLack = 'bucket' | 'folder' | 'permission';

/** What a look at the bucket came to. `undecided` is no answer: it is asked again. */
export type DestinationVerdict =
  | { readonly outcome: 'works' }
  | { readonly outcome: 'fails'; readonly lack: DestinationLack; readonly reason: string }
  | { readonly outcome: 'undecided'; readonly reason: string };

/** The destination after a look at it; the same object where nothing changes. */
export function applyVerdict(
  destination: PublishingDestination,
  verdict: DestinationVerdict,
  now: number,
): PublishingDestination {
  if (verdict.outcome === 'undecided') return destination;
  const { failureStartedAt, ...rest } = destination;
  if (verdict.outcome === 'works') {
    const already = destination.status === 'PUBLISHING' && failureStartedAt === undefined;
    return already ? destination : { ...rest, status: 'PUBLISHING' };
  }
  const status = 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY';
  if (destination.status === status && failureStartedAt !== undefined) return destination;
  return { ...rest, status, failureStartedAt: failureStartedAt ?? now };
}
