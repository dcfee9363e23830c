import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { FindingCriteria } from '../../domain/criteria.ts';
import { FINDINGS_COLLECTED_MIN, FINDINGS_WALKED_FACTOR } from '../../limits.ts';
import type { FindingQuery } from '../store.ts';
import {
  criteriaSources,
  criteriaTests,
  orderTests,
  type Source,
  type Test,
} from './finding-criteria.ts';
import type { Order } from './finding-paging.ts';
import type { Tables } from './schema.ts';
import type { Session } from './session.ts';

type Findings = SelectQueryBuilder<Tables, 'findings', object>;
type Scope = Pick<FindingQuery, 'accountIds' | 'region' | 'criteria'>;

/**
 * The findings of these accounts in this Region that meet the criteria; columns, order and limit
 * are
 * the caller's.
 *
 * There are two good ways to a page. Where the accounts or one condition leave few findings, those
 * are collected and sorted. Where all leave many, walking an index in the order asked for meets a
 * page of them soon. The planner cannot know which, so each set is counted, as far as "few" goes,
 * and
 * the query is written so that no other way is open to it.
 */
export async function visibleFindings(
  session: Session,
  asked: Scope,
  order?: Order,
): Promise<Findings> {
  const criteria = asked.criteria ?? {};
  const scope = { ...asked, accountIds: accountsLeft(asked.accountIds, criteria) };
  const few = await fewest(session, [
    accountSource(session, scope),
    ...criteriaSources(placeOf(scope), criteria),
  ]);
  const tests = criteriaTests(session.differences, criteria);
  if (few !== undefined) return collected(session, scope, [...tests, few]);
  return walked(session, scope, [...tests, ...(order ? orderTests(order, criteria) : [])]);
}

/** One account of many is looked up along its own indexes, whoever else is visible. */
function accountsLeft(accountIds: readonly string[], criteria: FindingCriteria): readonly string[] {
  const wanted = criteria.accountId?.equals;
  return wanted === undefined ? accountIds : accountIds.filter((id) => wanted.includes(id));
}

/** Where the sets of single conditions are counted: in the Region, or in the only account of it. */
function placeOf({ accountIds, region }: Scope): Test {
  const [only, ...others] = accountIds;
  const inRegion = sql<SqlBool>`region = ${region}`;
  if (only === undefined || others.length > 0) return inRegion;
  return sql<SqlBool>`account_id = ${only} and ${inRegion}`;
}

function collected(session: Session, scope: Scope, tests: readonly Test[]): Findings {
  const { unindexed } = session.differences;
  const found = session.db
    .selectFrom('findings')
    .where(unindexed(sql.ref<string>('findings.region')), '=', scope.region)
    .where(amongAccounts(session, unindexed(sql.ref('findings.account_id')), scope));
  return tests.reduce((query, test) => query.where(test), found);
}

/** One account has indexes of its own; many are looked up along those of the Region. */
function walked(session: Session, scope: Scope, tests: readonly Test[]): Findings {
  const account = sql.ref('findings.account_id');
  const column = scope.accountIds.length === 1 ? account : session.differences.unindexed(account);
  const found = session.db
    .selectFrom('findings')
    .where('findings.region', '=', scope.region)
    .where(amongAccounts(session, column, scope));
  return tests.reduce((query, test) => query.where(test), found);
}

function accountSource(session: Session, scope: Scope): Source {
  const accounts = amongAccounts(session, sql.ref('account_id'), scope);
  return sql`select seq from findings where region = ${scope.region} and ${accounts}`;
}

function amongAccounts(
  { differences }: Session,
  column: RawBuilder<unknown>,
  { accountIds }: Scope,
): RawBuilder<SqlBool> {
  const [only, ...others] = accountIds;
  if (only !== undefined && others.length === 0) return sql<SqlBool>`${column} = ${only}`;
  return differences.among(column, accountIds);
}

/** Membership in the smallest of the sets, if it is small enough to be collected. */
async function fewest(session: Session, sources: readonly Source[]): Promise<Test | undefined> {
  let best: Source | undefined;
  let least = (await collectedMax(session)) + 1;
  for (const source of sources) {
    // Never counts further than the best so far.
    const { rows } = await sql<{ total: number }>`select count(*) as total
      from (select 1 from (${source}) as source limit ${least}) as few`.execute(session.db);
    const total = rows[0]?.total ?? 0;
    if (total >= least) continue;
    best = source;
    least = total;
    if (least === 0) break;
  }
  return best && sql<SqlBool>`findings.seq in (${best})`;
}

/**
 * Among n findings of which m may meet the criteria, a walk meets a page of p after p·n/m of them,
 * and collecting reads m: the same work where m is the root of p·n. That n is what the last number
 * says; what was deleted since makes it too large, and the choice a little worse.
 */
async function collectedMax({ db }: Session): Promise<number> {
  const { rows } = await sql<{
    last: number | null;
  }>`select max(seq) as last from findings`.execute(db);
  const even = Math.sqrt(Number(rows[0]?.last ?? 0) * FINDINGS_WALKED_FACTOR);
  return Math.max(FINDINGS_COLLECTED_MIN, Math.ceil(even));
}
