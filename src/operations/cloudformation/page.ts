import { decodePageToken, encodePageToken } from '../../domain/page-token.ts';
import { CLOUDFORMATION_PAGE } from '../../limits.ts';
import { cloudFormationErrors } from './errors.ts';

interface Page<T> {
  readonly items: T[];
  readonly NextToken: string | undefined;
}

/** A page of a list that is at hand as a whole, whose keys are unique. */
export function pageOf<T>(
  all: readonly T[],
  { NextToken, MaxResults }: { NextToken?: string | undefined; MaxResults?: number | undefined },
  keyOf: (item: T) => string,
): Page<T> {
  const after = NextToken === undefined ? undefined : decodePageToken('stacks', NextToken);
  if (NextToken !== undefined && after === undefined) {
    throw cloudFormationErrors.validation('Invalid NextToken');
  }
  const at = after === undefined ? 0 : all.findIndex((item) => keyOf(item) === after) + 1;
  const most = MaxResults ?? CLOUDFORMATION_PAGE;
  const items = all.slice(at, at + most);
  const last = items.at(-1);
  const isLast = last === undefined || at + most >= all.length;
  return { items, NextToken: isLast ? undefined : encodePageToken('stacks', keyOf(last)) };
}
