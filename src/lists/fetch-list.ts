import type { ListLocation } from '../domain/list-location.ts';
import type { Clock } from '../lib/clock.ts';
import { callS3, type S3Endpoint } from '../lib/s3-client.ts';
import { ListError } from './entries.ts';

export interface FetchOptions {
  readonly s3: S3Endpoint | undefined;
  readonly clock: Clock;
  readonly bytesMax: number;
  readonly seconds: number;
}

/** Who must own the bucket; S3 itself compares, where it knows owners. */
export interface FetchRequest {
  readonly location: ListLocation;
  readonly bucketOwner: string | undefined;
  /** Ends the reading early: the work is done another time. */
  readonly signal: AbortSignal;
}

/**
 * Reads the file of a list, up to a number of bytes and seconds.
 * @throws ListError with a reason for whoever keeps the list; what `signal` throws, once aborted
 */
export async function fetchList(
  { location, bucketOwner, signal }: FetchRequest,
  options: FetchOptions,
): Promise<Uint8Array> {
  const host = location.kind === 's3' ? options.s3?.url.host : location.url.host;
  const timeout = AbortSignal.timeout(options.seconds * 1000);
  const either = AbortSignal.any([signal, timeout]);
  try {
    const response =
      location.kind === 's3'
        ? await readObject(location, bucketOwner, either, options)
        : // A redirection could lead to a host that nobody allowed.
          await fetch(location.url, { redirect: 'manual', signal: either });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new ListError(refusalText(location, response, bucketOwner));
    }
    return await readBounded(response, options.bytesMax);
  } catch (error) {
    if (error instanceof ListError) throw error;
    signal.throwIfAborted();
    if (timeout.aborted) throw new ListError(`${host} took over ${options.seconds} seconds.`);
    throw new ListError(`${host} cannot be read from (${causeOf(error)}).`);
  }
}

function readObject(
  { bucket, key }: Extract<ListLocation, { kind: 's3' }>,
  bucketOwner: string | undefined,
  signal: AbortSignal,
  { s3, clock }: FetchOptions,
): Promise<Response> {
  if (s3 === undefined) {
    throw new ListError(
      'No S3 endpoint is configured: the server was started without --s3-endpoint.',
    );
  }
  const headers: Record<string, string> =
    bucketOwner === undefined ? {} : { 'x-amz-expected-bucket-owner': bucketOwner };
  return callS3(s3, clock, { method: 'GET', bucket, key, headers, signal });
}

function refusalText(
  location: ListLocation,
  { status, url }: Response,
  bucketOwner: string | undefined,
): string {
  const { host, pathname } = new URL(url);
  const isCompared = status === 403 && location.kind === 's3' && bucketOwner !== undefined;
  const owner = isCompared
    ? ` It does so too where account ${bucketOwner} does not own the bucket.`
    : '';
  return `${host} answered ${status} for ${pathname}.${owner}`;
}

export async function readBounded(response: Response, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    // Leaving the loop ends the connection.
    if (length > bytesMax) throw new ListError(`The file has more than ${bytesMax} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function causeOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : {};
  if (!(cause instanceof Error)) return error instanceof Error ? error.message : 'unknown reason';
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
