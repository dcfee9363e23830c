import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { findingTypes } from '../findings/finding-types.ts';
import { type LogBucket, type LogEntry, remoteBucket } from '../ingest/log-bucket.ts';
import { isoMillis, systemClock } from '../lib/clock.ts';
import { callS3, type S3Endpoint } from '../lib/s3-client.ts';
import { SAMPLE_EXPORT_SECONDS, SAMPLE_POLL_MILLIS } from '../limits.ts';
import { callService } from './call-service.ts';
import type { Caller } from './client-options.ts';

/** A sample that was found again where findings are kept. */
export interface FollowedSample {
  readonly findingId: string;
  readonly type: string;
  /** `s3://bucket/key` */
  readonly object: string;
  /** Of the key that it was encrypted under. */
  readonly keyArn: string;
}

/** The sample did not get where it should; the text says how far. */
export class SampleLost extends Error {}

interface Destination {
  readonly bucket: string;
  /** Where findings of this account and Region are. */
  readonly folder: string;
  readonly keyArn: string;
}

/**
 * Has GuardDuty raise a sample in the account of one role, and reads it in the bucket, decrypted,
 * by another. The sample is archived at the end. Throws SampleLost.
 */
export async function followSample(
  raiser: Caller,
  accountId: string,
  reader: Caller,
): Promise<FollowedSample> {
  const [detector] = (await ask(raiser, 'GET', '/detector')).detectorIds as string[];
  if (detector === undefined) throw new SampleLost('its account has no detector');
  const path = `/detector/${detector}`;
  const destination = await destinationOf(raiser, accountId, path);
  const type = await unseenType(raiser, path);
  await ask(raiser, 'POST', `${path}/findings/create`, { findingTypes: [type] });
  const [findingId] = await findingsOf(raiser, path, type);
  if (findingId === undefined) throw new SampleLost(`no finding of type ${type} was made`);
  try {
    const object = await findInBucket(reader, destination, findingId);
    return { findingId, type, object, keyArn: destination.keyArn };
  } finally {
    await ask(raiser, 'POST', `${path}/findings/archive`, { findingIds: [findingId] });
  }
}

async function ask(
  caller: Caller,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<Record<string, unknown>> {
  const { status, text } = await callService(caller, {
    ...{ method, path, service: 'guardduty' },
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
  });
  if (status !== 200) throw new SampleLost(`${method} ${path} was refused: ${text}`);
  return JSON.parse(text || '{}');
}

async function destinationOf(
  raiser: Caller,
  accountId: string,
  path: string,
): Promise<Destination> {
  const { destinations } = await ask(raiser, 'GET', `${path}/publishingDestination`);
  const [first] = destinations as { destinationId: string }[];
  if (first === undefined) throw new SampleLost('its detector has no publishing destination');
  const found = await ask(raiser, 'GET', `${path}/publishingDestination/${first.destinationId}`);
  const { destinationArn = '', kmsKeyArn: keyArn = '' } = found.destinationProperties as Record<
    string,
    string
  >;
  if (found.status === 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY') {
    throw new SampleLost(`its destination ${destinationArn} is ${found.status}`);
  }
  const [bucket = '', ...prefix] = destinationArn.split(':').slice(5).join(':').split('/');
  const own = [...prefix.filter((part) => part !== ''), 'AWSLogs', accountId];
  return { bucket, folder: `${[...own, 'GuardDuty', raiser.region].join('/')}/`, keyArn };
}

async function findingsOf(raiser: Caller, path: string, type: string): Promise<string[]> {
  const asked = { findingCriteria: { criterion: { type: { equals: [type] } } } };
  return (await ask(raiser, 'POST', `${path}/findings`, asked)).findingIds as string[];
}

/** One that is there already, archived or not, would be counted up and exported in its own time. */
async function unseenType(raiser: Caller, path: string): Promise<string> {
  for (const { type } of findingTypes) {
    if ((await findingsOf(raiser, path, type)).length === 0) return type;
  }
  throw new SampleLost('findings of every type are there already');
}

/** Answers the object that has it, encrypted under the key of the destination. */
async function findInBucket(
  reader: Caller,
  { bucket, folder, keyArn }: Destination,
  findingId: string,
): Promise<string> {
  const endpoint: S3Endpoint = { ...reader, url: reader.endpoint };
  const storage = remoteBucket(endpoint, systemClock);
  const seen = new Set<string>();
  const began = systemClock.now();
  while (systemClock.now() < began + SAMPLE_EXPORT_SECONDS * 1000) {
    // Days are folders; one may end meanwhile.
    const days = new Set([began, systemClock.now()].map((time) => isoMillis(time).slice(0, 10)));
    for (const day of days) {
      const inside = `${folder}${day.replaceAll('-', '/')}/`;
      for (const entry of await objectsIn(storage, bucket, inside)) {
        if (seen.has(entry.key)) continue;
        seen.add(entry.key);
        if (!(await holds(storage, bucket, entry, findingId))) continue;
        await mustBeUnder(endpoint, bucket, entry.key, keyArn);
        return `s3://${bucket}/${entry.key}`;
      }
    }
    await sleep(SAMPLE_POLL_MILLIS);
  }
  throw new SampleLost(`it was not in ${bucket}/${folder} after ${SAMPLE_EXPORT_SECONDS} s`);
}

async function objectsIn(storage: LogBucket, bucket: string, folder: string): Promise<LogEntry[]> {
  const all: LogEntry[] = [];
  let after: string | undefined;
  do {
    const { objects, next } = await storage.level(bucket, folder, after);
    all.push(...objects.filter(({ key }) => key.endsWith('.jsonl.gz')));
    after = next;
  } while (after !== undefined);
  return all;
}

/** Reading it decrypts it: whoever may not use the key is refused. */
async function holds(
  storage: LogBucket,
  bucket: string,
  entry: LogEntry,
  findingId: string,
): Promise<boolean> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await storage.read(bucket, entry)) chunks.push(chunk);
  const lines = gunzipSync(Buffer.concat(chunks)).toString('utf8').trimEnd().split('\n');
  return lines.some((line) => (JSON.parse(line) as { id?: string }).id === findingId);
}

async function mustBeUnder(endpoint: S3Endpoint, bucket: string, key: string, keyArn: string) {
  const { headers } = await callS3(endpoint, systemClock, { method: 'HEAD', bucket, key });
  const used = headers.get('x-amz-server-side-encryption-aws-kms-key-id');
  if (used === keyArn) return;
  throw new SampleLost(`s3://${bucket}/${key} is encrypted under ${used}, not under ${keyArn}`);
}
