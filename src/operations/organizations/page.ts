import { decodePageToken, encodePageToken, type PagedList } from '../../domain/page-token.ts';
import { ORGANIZATIONS_PAGE_MAX } from '../../limits.ts';
import { organizationsErrors } from './errors.ts';

export interface PageInput {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Absent on the last page. */
  readonly NextToken?: string | undefined;
}

/**
 * One page of a list that ascends by key. The token is the last key shown, so that a page never
 * repeats or skips a row. `load` reads up to `limit` rows after a key.
 */
export async function pageOf<Row>(
  list: PagedList,
  { MaxResults: limit = ORGANIZATIONS_PAGE_MAX, NextToken }: PageInput,
  load: (limit: number, after?: string) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): Promise<Page<Row>> {
  const after = NextToken === undefined ? undefined : keyIn(list, NextToken);
  const loaded = await load(limit + 1, after);
  const rows = loaded.slice(0, limit);
  const last = rows.at(-1);
  if (loaded.length <= limit || last === undefined) return { rows };
  return { rows, NextToken: encodePageToken(list, keyOf(last)) };
}

/** The same for a list that the store hands out whole, because it is short. */
export function pageOfAll<Row>(
  list: PagedList,
  input: PageInput,
  all: readonly Row[],
  keyOf: (row: Row) => string,
): Promise<Page<Row>> {
  const load = async (limit: number, after = '') =>
    all.filter((row) => keyOf(row) > after).slice(0, limit);
  return pageOf(list, input, load, keyOf);
}

function keyIn(list: PagedList, token: string): string {
  const key = decodePageToken(list, token);
  if (key === undefined) throw organizationsErrors.invalidNextToken();
  return key;
}
