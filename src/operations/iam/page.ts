import { decodePageToken, encodePageToken } from '../../domain/page-token.ts';
import { IAM_PAGE_DEFAULT } from '../../limits.ts';
import { iamErrors } from './errors.ts';

export interface PageInput {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

interface Page<T> {
  readonly items: T[];
  readonly IsTruncated: boolean;
  readonly Marker?: string;
}

/** What a marker stands for: the key of the last item that was shown. */
export function markedKey({ Marker }: PageInput): string | undefined {
  if (Marker === undefined) return undefined;
  const after = decodePageToken('iam', Marker);
  if (after === undefined) throw iamErrors.validation('Invalid Marker.');
  return after;
}

export function pageLimit({ MaxItems }: PageInput): number {
  return MaxItems ?? IAM_PAGE_DEFAULT;
}

/** `rows` hold one item more than the page where more follow. */
export function pageOf<T>(rows: readonly T[], limit: number, keyOf: (item: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || last === undefined) return { items, IsTruncated: false };
  return { items, IsTruncated: true, Marker: encodePageToken('iam', keyOf(last)) };
}

/** A page of a list that is at hand as a whole; keys are unique and need no order. */
export function pageOfAll<T>(
  all: readonly T[],
  input: PageInput,
  keyOf: (item: T) => string,
): Page<T> {
  const after = markedKey(input);
  const limit = pageLimit(input);
  const at = after === undefined ? -1 : all.findIndex((item) => keyOf(item) === after);
  return pageOf(all.slice(at + 1, at + 2 + limit), limit, keyOf);
}
