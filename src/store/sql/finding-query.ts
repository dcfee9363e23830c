import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import { FINDINGS_COLLECTED_MAX } from '../../limits.ts';
import type { FindingQuery } from '../store.ts';
import { criteriaSources, criteriaTests, type Source } from './finding-criteria.ts';
import type { Tables } from './schema.ts';
import type { Session } from './session.ts';

type Scope = Pick<FindingQuery, 'accountIds' | 'region' | 'criteria'>;

/**
 * The findings of these accounts in this Region that meet the criteria; columns, order and limit are
 * the caller's.
 *
 * There are two good ways to a page. Where the accounts or one condition leave few findings, those
 * are collected and sorted. Where all leave many, walking the Region's findings in the order asked for
 * meets a page of them soon. The planner cannot know which, so each set is counted, as far as "few"
 * goes, and the query is written so that no other way is open to it.
 */
export async function visibleFindings(
  session: Session,
  scope: Scope,
): Promise<SelectQueryBuilder<Tables, 'findings', object>> {
  const { db, differences } = session;
  const few = await fewest(session, [
    accountSource(session, scope),
    ...criteriaSources(scope.region, scope.criteria ?? {}),
  ]);
  const region = sql<string>`${sql.ref('findings.region')}`;
  const builder = db
    .selectFrom('findings')
    .where(few === undefined ? region : differences.unindexed(region), '=', scope.region)
    .$if(few !== undefined, (query) => query.where(sql<SqlBool>`findings.seq in (${few})`))
    .where(amongAccounts(session, differences.unindexed(sql.ref('findings.account_id')), scope));
  return criteriaTests(differences, scope.criteria ?? {}).reduce(
    (query, test) => query.where(test),
    builder,
  );
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

/** The smallest of the sets, if it has at most FINDINGS_COLLECTED_MAX findings. */
async function fewest(session: Session, sources: readonly Source[]): Promise<Source | undefined> {
  let best: Source | undefined;
  let least = FINDINGS_COLLECTED_MAX + 1;
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
  return best;
}
