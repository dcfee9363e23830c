import { decodePageToken, encodePageToken, type PagedList } from '../../domain/page-token.ts';
import { PAGE_RESULTS_DEFAULT } from '../../limits.ts';
import { invalidParameter } from './errors.ts';

export interface PageRequest {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** How many entries a page holds and after which key it starts. An empty token means the first. */
export function pageStart(
  list: PagedList,
  request: PageRequest,
): { limit: number; after?: string } {
  const limit = request.MaxResults ?? PAGE_RESULTS_DEFAULT;
  if (!request.NextToken) return { limit };
  const after = decodePageToken(list, request.NextToken);
  if (after === undefined) throw invalidParameter('nextToken');
  return { limit, after };
}

/**
 * Cuts a page out of up to `limit + 1` entries: the one too many only shows that another page
 * follows, so the last page never carries a token.
 */
export function cutPage<T>(
  list: PagedList,
  entries: readonly T[],
  limit: number,
  keyOf: (entry: T) => string,
): { page: readonly T[]; NextToken?: string } {
  const page = entries.slice(0, limit);
  const last = page.at(-1);
  if (entries.length <= limit || last === undefined) return { page };
  return { page, NextToken: encodePageToken(list, keyOf(last)) };
}
