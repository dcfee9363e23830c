import {
  type DestinationVerdict,
  type PublishingDestination,
  parseBucketArn,
} from '../../../domain/publishing-destination.ts';
import { partitionOf } from '../../../domain/regions.ts';
import type { Clock } from '../../../lib/clock.ts';
import { callS3, type S3Endpoint, type S3Request } from '../../../lib/s3-client.ts';
import { DESTINATION_LOOK_SECONDS } from '../../../limits.ts';

/**
 * Is the bucket there, is it whose it should be, and can an object be put into it under the key?
 * The object is the empty, encrypted marker `AWSLogs/` that GuardDuty leaves as well.
 */
export async function lookAtBucket(
  endpoint: S3Endpoint,
  clock: Clock,
  destination: PublishingDestination,
): Promise<DestinationVerdict> {
  const { destinationArn, kmsKeyArn, expectedBucketOwner, region } = destination;
  const place = parseBucketArn(destinationArn, partitionOf(region) ?? 'aws');
  if (place === undefined) return { outcome: 'fails', reason: 'the ARN names no bucket' };
  const { bucket, prefix } = place;
  const owner: Record<string, string> =
    expectedBucketOwner === undefined ? {} : { 'x-amz-expected-bucket-owner': expectedBucketOwner };
  const head = await verdictOf(endpoint, clock, { method: 'HEAD', bucket, headers: owner });
  if (head.outcome !== 'works') return head;
  return verdictOf(endpoint, clock, {
    method: 'PUT',
    bucket,
    key: `${prefix}AWSLogs/`,
    headers: {
      ...owner,
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': kmsKeyArn,
    },
  });
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
    const outcome = isOutOfOrder || response.status === 429 ? 'undecided' : 'fails';
    return { outcome, reason: `${endpoint.url.host} answered ${response.status} to ${what}` };
  } catch (error) {
    const { cause } = error instanceof Error ? error : {};
    const why = String(cause ?? error);
    return { outcome: 'undecided', reason: `no answer from ${endpoint.url.host} (${why})` };
  }
}
