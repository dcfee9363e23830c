import { ListError } from '../entries.ts';
import { bodyOf, causeOf, readBounded } from '../fetch-list.ts';
import type { CopyState } from './feed-copies.ts';

export interface FeedRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** What we have: it is answered only with what is newer. */
  readonly known: CopyState | undefined;
  readonly bytesMax: number;
  readonly seconds: number;
  /** Ends the reading early. */
  readonly signal?: AbortSignal;
}

export interface FetchedFeed {
  readonly bytes: Uint8Array;
  readonly etag?: string;
  readonly lastModified?: string;
}

/**
 * Reads the page of a feed, up to a number of bytes and seconds; undefined where it has not
 * changed. Redirections are not followed: they could lead where the operator never said.
 * @throws ListError with a reason for the operator
 */
export async function fetchFeed(request: FeedRequest): Promise<FetchedFeed | undefined> {
  const { url, known, bytesMax, seconds } = request;
  const timeout = AbortSignal.timeout(seconds * 1000);
  const signal = AbortSignal.any([timeout, ...(request.signal ? [request.signal] : [])]);
  const headers = {
    ...request.headers,
    ...(known?.etag !== undefined && { 'if-none-match': known.etag }),
    ...(known?.lastModified !== undefined && { 'if-modified-since': known.lastModified }),
  };
  try {
    const response = await fetch(url, { headers, redirect: 'manual', signal });
    if (response.status === 304 && known !== undefined) return undefined;
    if (response.status !== 200) {
      await response.body?.cancel();
      const location = response.headers.get('location');
      const where = location === null ? '' : `, which points to ${location.slice(0, 200)}`;
      throw new ListError(`${url.host} answered ${response.status}${where}.`);
    }
    const bytes = await readBounded(bodyOf(response), bytesMax);
    const etag = response.headers.get('etag');
    const lastModified = response.headers.get('last-modified');
    return {
      bytes,
      ...(etag !== null && { etag }),
      ...(lastModified !== null && { lastModified }),
    };
  } catch (error) {
    if (error instanceof ListError) throw error;
    if (timeout.aborted) throw new ListError(`${url.host} took over ${seconds} seconds.`);
    throw new ListError(`${url.host} cannot be read from (${causeOf(error)}).`);
  }
}
