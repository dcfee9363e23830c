import { Readable } from 'node:stream';
import type { ListLocation } from '../domain/list-location.ts';
import type { Clock } from '../lib/clock.ts';
import { callS3, type S3Endpoint } from '../lib/s3-client.ts';
import { ListError } from './entries.ts';

/** The embedded S3, as an account may read it. */
export interface ObjectReader {
  read(request: {
    readonly bucket: string;
    readonly key: string;
    readonly accountId: string;
    readonly bucketOwner: string | undefined;
  }): Promise<{ readonly chunks: AsyncIterable<Uint8Array> } | { readonly refused: string }>;
}

export interface FetchOptions {
  /** Where buckets are looked for, instead of in the embedded S3. */
  readonly s3: S3Endpoint | undefined;
  /** Undefined until it is open. */
  readonly embedded: () => ObjectReader | undefined;
  readonly clock: Clock;
  readonly bytesMax: number;
  readonly seconds: number;
}

export interface FetchRequest {
  readonly location: ListLocation;
  /** Whose list it is: an object is read as this account could. */
  readonly accountId: string;
  /** Who must own the bucket; S3 itself compares, where it knows owners. */
  readonly bucketOwner: string | undefined;
  /** Ends the reading early: the work is done another time. */
  readonly signal: AbortSignal;
}

/**
 * Reads the file of a list, up to a number of bytes and seconds.
 * @throws ListError with a reason for whoever keeps the list; what `signal` throws, once aborted
 */
export async function fetchList(request: FetchRequest, options: FetchOptions): Promise<Uint8Array> {
  const { location, signal } = request;
  const s3 = options.s3 === undefined ? 'The embedded S3' : options.s3.url.host;
  const host = location.kind === 's3' ? s3 : location.url.host;
  const timeout = AbortSignal.timeout(options.seconds * 1000);
  const either = AbortSignal.any([signal, timeout]);
  try {
    const chunks =
      location.kind === 's3' && options.s3 === undefined
        ? await readEmbedded(location, request, options)
        : await readAnswer(request, options, either);
    return await readBounded(chunks, options.bytesMax, either);
  } catch (error) {
    if (error instanceof ListError) throw error;
    signal.throwIfAborted();
    if (timeout.aborted) throw new ListError(`${host} took over ${options.seconds} seconds.`);
    throw new ListError(`${host} cannot be read from (${causeOf(error)}).`);
  }
}

type ObjectPlace = Extract<ListLocation, { kind: 's3' }>;

async function readEmbedded(
  { bucket, key }: ObjectPlace,
  { accountId, bucketOwner }: FetchRequest,
  { embedded }: FetchOptions,
): Promise<AsyncIterable<Uint8Array>> {
  const reader = embedded();
  if (reader === undefined) throw new Error('it is not open yet');
  const outcome = await reader.read({ bucket, key, accountId, bucketOwner });
  if ('refused' in outcome) throw new ListError(outcome.refused);
  return outcome.chunks;
}

async function readAnswer(
  { location, bucketOwner }: FetchRequest,
  options: FetchOptions,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  const response =
    location.kind === 's3'
      ? await readObject(location, bucketOwner, signal, options)
      : // A redirection could lead to a host that nobody allowed.
        await fetch(location.url, { redirect: 'manual', signal });
  if (response.status === 200) return bodyOf(response);
  await response.body?.cancel();
  throw new ListError(refusalText(location, response, bucketOwner));
}

function readObject(
  { bucket, key }: ObjectPlace,
  bucketOwner: string | undefined,
  signal: AbortSignal,
  { s3, clock }: FetchOptions,
): Promise<Response> {
  if (s3 === undefined) throw new Error('there is no endpoint');
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

export function bodyOf(response: Response): AsyncIterable<Uint8Array> {
  return response.body ?? Readable.from([]);
}

/** Throws what `signal` throws once it is aborted. */
export async function readBounded(
  body: AsyncIterable<Uint8Array>,
  bytesMax: number,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    signal?.throwIfAborted();
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
