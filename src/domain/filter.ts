import type { FilterAction, FindingCriteria } from '@aws-sdk/client-guardduty';
import type { Tags } from './tags.ts';

/** A saved search of an account and Region; with the action `ARCHIVE`, a suppression rule. */
export interface Filter {
  readonly accountId: string;
  readonly region: string;
  /** What it is known by, unique in its account and Region. */
  readonly name: string;
  readonly description?: string;
  readonly action: FilterAction;
  /** Its place among the filters of its account and Region: 1, 2, 3 … without a gap. */
  readonly rank: number;
  /** As the client sent them, deprecated operators included: GetFilter answers the same. */
  readonly criteria: FindingCriteria;
  readonly tags: Tags;
  readonly clientToken?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** 1 for a new one, one more with every update; that others move it does not count. */
  readonly version: number;
}

/** Letters, digits, `_`, `.` and `-` (API reference of CreateFilter); lengths are the wire's. */
export function isFilterName(name: string): boolean {
  return /^[A-Za-z0-9_.-]{3,64}$/.test(name);
}

/** The characters that the API reference lists for a description; none of them is a comma. */
export function isFilterDescription(text: string): boolean {
  return /^[A-Za-z0-9\-.:_{}[\]()/ \t\v\n\f\r]*$/.test(text);
}

/**
 * Puts a filter among the others at its rank, from 1 to one more than they are, and moves those
 * behind it. Answers the filter and each other whose rank changed. A filter that is moved must not
 * be among the others.
 */
export function placeFilter(others: readonly Filter[], filter: Filter): Filter[] {
  const order = byRank(others);
  order.splice(filter.rank - 1, 0, filter);
  return renumbered(order, filter);
}

/** Those of the remaining filters that move up where one is gone. */
export function closeRanks(remaining: readonly Filter[]): Filter[] {
  return renumbered(byRank(remaining));
}

function byRank(filters: readonly Filter[]): Filter[] {
  return [...filters].sort((a, b) => a.rank - b.rank);
}

function renumbered(order: readonly Filter[], placed?: Filter): Filter[] {
  return order.flatMap((filter, index) => {
    const rank = index + 1;
    return filter.rank === rank && filter !== placed ? [] : [{ ...filter, rank }];
  });
}
