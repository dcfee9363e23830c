import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { FindingCriteria } from '../../domain/criteria.ts';
import {
  FINDINGS_COLLECTED_MIN,
  FINDINGS_LOOKED_UP_FACTOR,
  FINDINGS_WALKED_FACTOR,
} from '../../limits.ts';
import type { FindingQuery } from '../store.ts';
import {
  criteriaSources,
  criteriaTests,
  orderTests,
  type Source,
  type Test,
} from './finding-criteria.ts';
import { isCarried, type Order } from './finding-paging.ts';
import { isColumnField } from './finding-rows.ts';
import type { Tables } from './schema.ts';
import type { Session } from './session.ts';

type Findings = SelectQueryBuilder<Tables, 'findings', object>;
type Scope = Pick<FindingQuery, 'accountIds' | 'region' | 'criteria'>;

export interface Visible {
  /** Columns, order and limit are the caller's. */
  readonly findings: Findings;
  /** Whether the order is that of the index along which they are found, or is to be sorted. */
  readonly isWalk: boolean;
}

/**
 * The findings of these accounts in this Region that meet the criteria.
 *
 * There are two good ways to a page. Where the accounts or one condition leave few findings, those
 * are collected and sorted. Where all leave many, walking an index in the order asked for meets a
 * page of them soon. The planner cannot know which, so each set is counted, as far as "few" goes,
 * and the query is written so that no other way is open to it.
 */
export async function visibleFindings(
  session: Session,
  asked: Scope,
  order?: Order,
): Promise<Visible> {
  const criteria = asked.criteria ?? {};
  const scope = { ...asked, accountIds: accountsLeft(asked.accountIds, criteria) };
  const tests = criteriaTests(session.differences, criteria);
  const few = await fewest(session, scope, order, [
    ...criteriaSources(criteria),
    { test: amongAccounts(session, sql.ref('findings.account_id'), scope) },
  ]);
  if (few !== undefined) {
    const query = 'test' in few ? found(session, scope, few.test) : lookedUp(session, scope, few);
    return { findings: allOf(query, tests), isWalk: false };
  }
  const bounds = order ? orderTests(order, criteria) : [];
  return { findings: allOf(found(session, scope), [...tests, ...bounds]), isWalk: true };
}

function allOf(query: Findings, tests: readonly Test[]): Findings {
  return tests.reduce((narrowed, test) => narrowed.where(test), query);
}

/** One account of many is looked up along its own indexes, whoever else is visible. */
function accountsLeft(accountIds: readonly string[], criteria: FindingCriteria): readonly string[] {
  const wanted = criteria.accountId?.equals;
  return wanted === undefined ? accountIds : accountIds.filter((id) => wanted.includes(id));
}

/** Found along an index: of the account, if it is the only one, or of the Region. */
function found(session: Session, scope: Scope, source?: Test): Findings {
  const account = session.differences.unindexed(sql.ref('findings.account_id'));
  const query = allOf(
    session.db.selectFrom('findings'),
    source === undefined ? [placeOf(scope)] : [placeOf(scope), source],
  );
  return isOfOne(scope) ? query : query.where(amongAccounts(session, account, scope));
}

function placeOf(scope: Scope): Test {
  const inRegion = sql<SqlBool>`findings.region = ${scope.region}`;
  if (!isOfOne(scope)) return inRegion;
  return sql<SqlBool>`findings.account_id = ${scope.accountIds[0]} and ${inRegion}`;
}

function isOfOne({ accountIds }: Scope): boolean {
  return accountIds.length === 1;
}

/** Found by their numbers, one by one. */
function lookedUp(
  session: Session,
  scope: Scope,
  { seqs }: Extract<Source, { seqs: unknown }>,
): Findings {
  const { unindexed } = session.differences;
  return session.db
    .selectFrom('findings')
    .where(sql<SqlBool>`findings.seq in (${seqs})`)
    .where(unindexed(sql.ref<string>('findings.region')), '=', scope.region)
    .where(amongAccounts(session, unindexed(sql.ref('findings.account_id')), scope));
}

function amongAccounts(
  { differences }: Session,
  column: RawBuilder<unknown>,
  { accountIds }: Scope,
): Test {
  const [only, ...others] = accountIds;
  if (only !== undefined && others.length === 0) return sql<SqlBool>`${column} = ${only}`;
  return differences.among(column, accountIds);
}

/** The smallest of the sets, if it is small enough to be collected. */
async function fewest(
  session: Session,
  scope: Scope,
  order: Order | undefined,
  sources: readonly Source[],
): Promise<Source | undefined> {
  const last = await lastNumber(session);
  const isCovered =
    Object.keys(scope.criteria ?? {}).every(isColumnField) &&
    (order === undefined || isCarried(order.column));
  let best: Source | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const source of sources) {
    // Never counts further than the best so far.
    const most = Math.min(least, collectedMax(last, isCovered && 'test' in source) + 1);
    const total = await countUpTo(most, session, scope, source);
    if (total >= most) continue;
    best = source;
    least = total;
    if (least === 0) break;
  }
  return best;
}

/** Counts whosever they are: to leave others out would mean to read on. */
async function countUpTo(
  most: number,
  { db }: Session,
  scope: Scope,
  source: Source,
): Promise<number> {
  const set =
    'seqs' in source
      ? source.seqs
      : sql`select 1 from findings where ${placeOf(scope)} and ${source.test}`;
  const { rows } = await sql<{ total: number }>`select count(*) as total
    from (select 1 from (${set}) as source limit ${most}) as few`.execute(db);
  return rows[0]?.total ?? 0;
}

/**
 * Among n findings of which m may meet the criteria, a walk meets a page of p after p·n/m of them,
 * and collecting reads m: the same work where m is the root of p·n. Where more is looked at than
 * what indexes carry, each of those read is looked up, and that costs more than reading on.
 */
function collectedMax(last: number, isCovered: boolean): number {
  const factor = isCovered ? FINDINGS_WALKED_FACTOR : FINDINGS_LOOKED_UP_FACTOR;
  return Math.max(FINDINGS_COLLECTED_MIN, Math.ceil(Math.sqrt(last * factor)));
}

/** How many findings there are, or more: what was deleted makes a choice a little worse. */
async function lastNumber({ db }: Session): Promise<number> {
  const { rows } = await sql<{
    last: number | null;
  }>`select max(seq) as last from findings`.execute(db);
  return Number(rows[0]?.last ?? 0);
}
