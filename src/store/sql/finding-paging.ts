import { CriteriaError } from '../../domain/criteria.ts';
import { TokenError } from '../errors.ts';
import type { FindingQuery } from '../store.ts';

export type SortColumn =
  | 'account_id'
  | 'archived'
  | 'count'
  | 'created_at'
  | 'event_first_seen'
  | 'event_last_seen'
  | 'id'
  | 'region'
  | 'resource_type'
  | 'severity'
  | 'type'
  | 'updated_at';

/** What findings can be sorted by; the id breaks ties, in the same direction. */
const SORT_COLUMNS: Readonly<Record<string, SortColumn>> = {
  accountId: 'account_id',
  createdAt: 'created_at',
  id: 'id',
  region: 'region',
  severity: 'severity',
  type: 'type',
  updatedAt: 'updated_at',
  'service.archived': 'archived',
  'service.count': 'count',
  'service.eventFirstSeen': 'event_first_seen',
  'service.eventLastSeen': 'event_last_seen',
  'resource.resourceType': 'resource_type',
};

const TEXT_COLUMNS: ReadonlySet<SortColumn> = new Set([
  'account_id',
  'id',
  'region',
  'type',
  'resource_type',
]);

export interface Order {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** The last row of a page: the next page begins behind it. */
export interface Place {
  readonly value: string | number;
  readonly id: string;
}

/** @throws CriteriaError for a field that findings cannot be sorted by */
export function toOrder(sort: FindingQuery['sort']): Order {
  if (sort === undefined) return { column: 'updated_at', descending: true };
  if (!Object.hasOwn(SORT_COLUMNS, sort.field)) {
    throw new CriteriaError('unknownSort', `Findings cannot be sorted by ${sort.field}.`);
  }
  const column = SORT_COLUMNS[sort.field] ?? 'updated_at';
  return { column, descending: sort.descending };
}

/** The order is in the token, so that a token of another order is noticed. */
export function encodePlace({ column, descending }: Order, { value, id }: Place): string {
  return Buffer.from(JSON.stringify([column, descending, value, id])).toString('base64url');
}

/** @throws TokenError */
export function decodePlace(order: Order, token: string): Place {
  const parsed = parseToken(token);
  const [column, descending, value, id] = parsed;
  const wanted = TEXT_COLUMNS.has(order.column) ? 'string' : 'number';
  if (
    parsed.length !== 4 ||
    column !== order.column ||
    descending !== order.descending ||
    (typeof value !== 'string' && typeof value !== 'number') ||
    typeof value !== wanted ||
    typeof id !== 'string'
  ) {
    throw new TokenError('The paging token does not belong to this order of findings.');
  }
  return { value, id };
}

function parseToken(token: string): unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch (error) {
    throw new TokenError('The paging token cannot be read.', { cause: error });
  }
  if (!Array.isArray(parsed)) throw new TokenError('The paging token cannot be read.');
  return parsed;
}
