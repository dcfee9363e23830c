import { Readable } from 'node:stream';
import type { RequestHead } from '../api/http.ts';
import type { Asker } from '../authorise/authorise-held.ts';
import type { Bucket } from '../domain/bucket.ts';
import type { Principal } from '../domain/principal.ts';
import {
  type DestinationLack,
  type DestinationVerdict,
  keyRegion,
  type PublishingDestination,
  parseBucketArn,
} from '../domain/publishing-destination.ts';
import { type Partition, partitionOf } from '../domain/regions.ts';
import { putObject } from './operations/put-object.ts';
import { payloadOf } from './payload.ts';
import { mustBeAllowed, type S3Call, type S3Parts } from './s3-call.ts';
import { S3Error } from './s3-error.ts';

const GUARDDUTY = 'guardduty.amazonaws.com';
/** Of the errors below; every other is a refusal of the storage. */
const LACKS: Readonly<Record<string, DestinationLack>> = {
  NoSuchBucket: 'bucket',
  NoSuchFolder: 'folder',
};
const SSE = 'x-amz-server-side-encryption';

/** The embedded S3 as the storage of publishing destinations: GuardDuty's service puts objects. */
export function exportStorage(parts: S3Parts) {
  return {
    look: (destination: PublishingDestination) =>
      verdictOf(() => put(parts, destination, 'AWSLogs/', Buffer.alloc(0))),
    mayRead: (destination: PublishingDestination, caller: Principal) =>
      mayRead(parts, destination, caller),
    put: (destination: PublishingDestination, key: string, body: Uint8Array) =>
      verdictOf(() => put(parts, destination, key, body)),
  };
}

async function verdictOf(work: () => Promise<void>): Promise<DestinationVerdict> {
  try {
    await work();
    return { outcome: 'works' };
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    const { code, message } = error;
    return { outcome: 'fails', lack: LACKS[code] ?? 'permission', reason: `${code}: ${message}` };
  }
}

async function put(
  parts: S3Parts,
  destination: PublishingDestination,
  key: string,
  body: Uint8Array,
): Promise<void> {
  const partition = partitionOf(destination.region) ?? 'aws';
  const place = parseBucketArn(destination.destinationArn, partition);
  if (place === undefined) throw unfit('the ARN names no bucket', 'NoSuchBucket');
  const bucket = await checkedBucket(parts, destination, place.bucket, partition);
  const call = await callOf(parts, destination, bucket, place.prefix + key, body);
  await mustBeAllowed(call, 'GetBucketLocation', bucket);
  const isOwn = bucket.accountId === destination.accountId;
  if (!isOwn && place.prefix !== '' && !(await hasFolder(parts, bucket, place.prefix))) {
    throw unfit('the folder that the ARN names does not exist', 'NoSuchFolder');
  }
  await putObject(call);
}

async function checkedBucket(
  { store }: S3Parts,
  { kmsKeyArn, expectedBucketOwner }: PublishingDestination,
  name: string,
  partition: Partition,
): Promise<Bucket> {
  const bucket = await store.buckets.get(name);
  if (bucket === undefined) throw unfit('the bucket does not exist', 'NoSuchBucket');
  if (expectedBucketOwner !== undefined && expectedBucketOwner !== bucket.accountId) {
    throw unfit('the bucket belongs to another account than expected');
  }
  if (keyRegion(kmsKeyArn, partition) !== bucket.region) {
    throw unfit('the bucket and the key are in different Regions');
  }
  return bucket;
}

async function hasFolder({ store }: S3Parts, { name }: Bucket, prefix: string): Promise<boolean> {
  return (await store.buckets.objects({ bucket: name, prefix, limit: 1 })).length > 0;
}

/** The request that GuardDuty's service would send. */
async function callOf(
  parts: S3Parts,
  destination: PublishingDestination,
  bucket: Bucket,
  key: string,
  body: Uint8Array,
): Promise<S3Call> {
  const headers = new Map([
    ['content-length', String(body.length)],
    ['content-type', body.length === 0 ? 'binary/octet-stream' : 'application/x-ndjson'],
    [SSE, 'aws:kms'],
    [`${SSE}-aws-kms-key-id`, destination.kmsKeyArn],
  ]);
  const head: RequestHead = { method: 'PUT', path: '/', query: '', headers };
  return {
    parts,
    asker: await askerOf(parts, destination),
    accountId: undefined,
    about: {
      region: bucket.region,
      partition: partitionOf(bucket.region) ?? 'aws',
      now: parts.clock.now(),
    },
    target: { method: 'PUT', bucket: bucket.name, key, query: new Map() },
    headers,
    payload: payloadOf(head, Readable.from(body.length === 0 ? [] : [body]), undefined),
    isSecure: true,
    told: {},
  };
}

/** A caller that points a destination below a prefix must be able to see what is there. */
async function mayRead(
  parts: S3Parts,
  destination: PublishingDestination,
  principal: Principal,
): Promise<boolean> {
  const partition = partitionOf(destination.region) ?? 'aws';
  const place = parseBucketArn(destination.destinationArn, partition);
  const bucket = place && (await parts.store.buckets.get(place.bucket));
  if (place === undefined || bucket === undefined) return false;
  const service = await callOf(parts, destination, bucket, place.prefix, Buffer.alloc(0));
  const { accountId } = principal;
  const asker: Asker = { kind: 'principal', principal };
  const call: S3Call = { ...service, asker, accountId, headers: new Map() };
  try {
    await mustBeAllowed(call, 'ListBucket', bucket, undefined, { 's3:prefix': place.prefix });
    await mustBeAllowed(call, 'GetObject', bucket, place.prefix);
  } catch (error) {
    if (error instanceof S3Error) return false;
    throw error;
  }
  return true;
}

async function askerOf(
  { store }: S3Parts,
  { accountId, region }: PublishingDestination,
): Promise<Asker> {
  const detector = await store.detectors.get(accountId, region);
  const account = await store.accounts.get(accountId);
  const partition = partitionOf(region) ?? 'aws';
  return {
    kind: 'service',
    service: GUARDDUTY,
    sourceAccount: accountId,
    sourceArn: `arn:${partition}:guardduty:${region}:${accountId}:detector/${detector?.detectorId}`,
    sourceOrganizationId: account?.organizationId,
  };
}

function unfit(reason: string, code = 'InvalidDestination'): S3Error {
  return new S3Error(code, 400, reason);
}
