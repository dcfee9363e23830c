import { type SqlBool, sql } from 'kysely';
import { CriteriaError } from '../../domain/criteria.ts';
import { TokenError } from '../errors.ts';
import type { FindingQuery } from '../store.ts';
import type { Visible } from './finding-query.ts';
import type { Session } from './session.ts';

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

/** What each index has besides its key, so that few findings have to be looked up. */
const CARRIED: ReadonlySet<SortColumn> = new Set([
  'account_id',
  'archived',
  'created_at',
  'id',
  'region',
  'resource_type',
  'severity',
  'type',
  'updated_at',
]);

export function isCarried(column: SortColumn): boolean {
  return CARRIED.has(column);
}

export interface Order {
  /** As criteria name it. */
  readonly field: string;
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** The last row of a page: the next page begins behind it. */
export interface Place {
  readonly value: string | number;
  readonly id: string;
}

export function sortColumn(field: string): SortColumn | undefined {
  return Object.hasOwn(SORT_COLUMNS, field) ? SORT_COLUMNS[field] : undefined;
}

/** @throws CriteriaError for a field that findings cannot be sorted by */
export function toOrder(sort: FindingQuery['sort']): Order {
  if (sort === undefined) return { field: 'updatedAt', column: 'updated_at', descending: true };
  const column = sortColumn(sort.field);
  if (column === undefined) {
    throw new CriteriaError('unknownSort', `Findings cannot be sorted by ${sort.field}.`);
  }
  return { field: sort.field, column, descending: sort.descending };
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

/** The findings in this order, from behind the place on. */
export function pageAfter(
  { differences }: Session,
  { findings, isWalk }: Visible,
  { column, descending }: Order,
  place: Place | undefined,
): Visible['findings'] {
  // Not the id twice: SQLite would sort what the index has sorted already.
  const names = column === 'id' ? (['id'] as const) : ([column, 'id'] as const);
  const columns = names.map((name) => {
    const plain = sql.ref<string | number>(`findings.${name}`);
    return isWalk ? plain : differences.unindexed(plain);
  });
  const ordered = columns.reduce(
    (builder, one) => builder.orderBy(one, descending ? 'desc' : 'asc'),
    findings,
  );
  if (place === undefined) return ordered;
  const right = sql.join(column === 'id' ? [place.id] : [place.value, place.id]);
  const operator = sql.raw(descending ? '<' : '>');
  return ordered.where(sql<SqlBool>`(${sql.join(columns)}) ${operator} (${right})`);
}
