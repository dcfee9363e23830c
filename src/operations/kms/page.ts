import { decodePageToken, encodePageToken, type PagedList } from '../../domain/page-token.ts';
import { KMS_PAGE_MAX } from '../../limits.ts';
import { kmsErrors } from './errors.ts';

export interface MarkerPage<Row> {
  readonly rows: readonly Row[];
  readonly NextMarker?: string;
  readonly Truncated: boolean;
}

/** One page of a list that ascends by key; the marker is the last key shown. */
export async function markerPage<Row>(
  list: PagedList,
  input: { readonly Limit?: number | undefined; readonly Marker?: string | undefined },
  load: (limit: number, after?: string) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): Promise<MarkerPage<Row>> {
  const limit = Math.min(input.Limit ?? KMS_PAGE_MAX, KMS_PAGE_MAX);
  const after = input.Marker === undefined ? undefined : decodePageToken(list, input.Marker);
  if (input.Marker !== undefined && after === undefined) throw kmsErrors.invalidMarker();
  const loaded = await load(limit + 1, after);
  const rows = loaded.slice(0, limit);
  const last = rows.at(-1);
  if (loaded.length <= limit || last === undefined) return { rows, Truncated: false };
  return { rows, NextMarker: encodePageToken(list, keyOf(last)), Truncated: true };
}

/** The same for a list that the store hands out whole. */
export function markerPageOfAll<Row>(
  list: PagedList,
  input: { readonly Limit?: number | undefined; readonly Marker?: string | undefined },
  all: readonly Row[],
  keyOf: (row: Row) => string,
): Promise<MarkerPage<Row>> {
  const load = async (limit: number, after = '') =>
    all.filter((row) => keyOf(row) > after).slice(0, limit);
  return markerPage(list, input, load, keyOf);
}
