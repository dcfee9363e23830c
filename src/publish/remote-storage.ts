import {
  type DestinationVerdict,
  type PublishingDestination,
  parseBucketArn,
} from '../domain/publishing-destination.ts';
import { partitionOf } from '../domain/regions.ts';
import type { Clock } from '../lib/clock.ts';
import { callS3, type S3Endpoint, type S3Request } from '../lib/s3-client.ts';
import { DESTINATION_LOOK_SECONDS } from '../limits.ts';
import { EXPORT_CONTENT_TYPE, type ExportStorage } from './export-storage.ts';

const NO_BUCKET: DestinationVerdict = {
  outcome: 'fails',
  lack: 'bucket',
  reason: 'the ARN names no bucket',
};

/** Storage behind an endpoint that the operator names. */
export function remoteStorage(endpoint: S3Endpoint, clock: Clock): ExportStorage {
  return {
    look: (destination) => lookAtBucket(endpoint, clock, destination),
    put: (destination, key, body) => putObject(endpoint, clock, destination, key, body),
  };
}

/**
 * Is the bucket there, is it whose it should be, and can an object be put into it under the key?
 * The object is the empty, encrypted marker `AWSLogs/` that GuardDuty leaves as well.
 */
async function lookAtBucket(
  endpoint: S3Endpoint,
  clock: Clock,
  destination: PublishingDestination,
): Promise<DestinationVerdict> {
  const { destinationArn, region } = destination;
  const bucket = parseBucketArn(destinationArn, partitionOf(region) ?? 'aws')?.bucket;
  if (bucket === undefined) return NO_BUCKET;
  const head = await verdictOf(endpoint, clock, {
    method: 'HEAD',
    bucket,
    headers: ownerHeader(destination),
  });
  if (head.outcome !== 'works') return head;
  return putObject(endpoint, clock, destination, 'AWSLogs/', new Uint8Array());
}

/** Encrypted by the destination's key, below its prefix. */
async function putObject(
  endpoint: S3Endpoint,
  clock: Clock,
  destination: PublishingDestination,
  key: string,
  body: Uint8Array<ArrayBuffer>,
): Promise<DestinationVerdict> {
  const { destinationArn, kmsKeyArn, region } = destination;
  const place = parseBucketArn(destinationArn, partitionOf(region) ?? 'aws');
  if (place === undefined) return NO_BUCKET;
  return verdictOf(endpoint, clock, {
    method: 'PUT',
    bucket: place.bucket,
    key: place.prefix + key,
    body,
    headers: {
      ...ownerHeader(destination),
      ...(body.length > 0 && { 'content-type': EXPORT_CONTENT_TYPE }),
      ...(!endpoint.withoutKms && {
        'x-amz-server-side-encryption': 'aws:kms',
        'x-amz-server-side-encryption-aws-kms-key-id': kmsKeyArn,
      }),
    },
  });
}

function ownerHeader({ expectedBucketOwner: owner }: PublishingDestination) {
  const headers: Record<string, string> = {};
  if (owner !== undefined) headers['x-amz-expected-bucket-owner'] = owner;
  return headers;
}

async function verdictOf(
  endpoint: S3Endpoint,
  clock: Clock,
  request: S3Request,
): Promise<DestinationVerdict> {
  const signal = AbortSignal.timeout(DESTINATION_LOOK_SECONDS * 1000);
  const what = `${request.method} of ${request.bucket}/${request.key ?? ''}`;
  try {
    const response = await callS3(endpoint, clock, { ...request, signal });
    await response.body?.cancel();
    if (response.ok) return { outcome: 'works' };
    // A storage that is out of order says nothing about the bucket; 501 is a lack of encryption.
    const isOutOfOrder = response.status >= 500 && response.status !== 501;
    const reason = `${endpoint.url.host} answered ${response.status} to ${what}`;
    if (isOutOfOrder || response.status === 429) return { outcome: 'undecided', reason };
    return { outcome: 'fails', lack: response.status === 404 ? 'bucket' : 'permission', reason };
  } catch (error) {
    const { cause } = error instanceof Error ? error : {};
    const why = String(cause ?? error);
    return { outcome: 'undecided', reason: `no answer from ${endpoint.url.host} (${why})` };
  }
}
