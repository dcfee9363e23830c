import { type CompiledQuery, Kysely, sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FindingCriteria } from '../../domain/criteria.ts';
import { FINDINGS_COLLECTED_MIN } from '../../limits.ts';
import { migrate } from '../migrate.ts';
import { migrations } from '../migrations/migrations.ts';
import { sqliteDifferences } from './differences.ts';
import { orderTests } from './finding-criteria.ts';
import { pageAfter, toOrder } from './finding-paging.ts';
import { visibleFindings } from './finding-query.ts';
import { findingStatistics } from './finding-statistics.ts';
import type { Tables } from './schema.ts';
import type { Session } from './session.ts';
import { sqliteDialect } from './sqlite.ts';

const MANY = FINDINGS_COLLECTED_MIN + 1;
const BIG = '111122223333';
const SMALL = '444455556666';

/** Never closed: libsql leaves an EXPLAIN open, which SQLite would not close over. */
let session: Session;
/** The last query that was sent. */
let sent: CompiledQuery | undefined;
beforeAll(async () => {
  const db = new Kysely<Tables>({
    dialect: sqliteDialect(':memory:'),
    log: ({ query }) => {
      sent = query;
    },
  });
  session = { db, differences: sqliteDifferences, compiled: new Map() };
  await migrate(db, sqliteDifferences, migrations);
  for (const [account, count] of [
    [BIG, MANY],
    [SMALL, 5],
  ] as const) {
    await sql`insert into findings (id, account_id, region, type, finding_key, sample, severity,
        archived, created_at, updated_at, count, resource_type, event_first_seen, event_last_seen,
        resource_id)
      with recursive numbers (n) as
        (select 1 union all select n + 1 from numbers where n < ${count})
      select ${account} || n, ${account}, 'us-east-1', 'T', n, 0, n % 10, n % 2, n, n, n, '', n, n,
        '' from numbers`.execute(db);
  }
});

async function planOf(
  accountIds: readonly string[],
  field: string,
  criteria: FindingCriteria = {},
): Promise<string> {
  const order = toOrder({ field, descending: true });
  const scope = { accountIds, region: 'us-east-1', criteria };
  const visible = await visibleFindings(session, scope, order);
  const query = pageAfter(session, visible, order, undefined);
  const page = query.select('findings.id').limit(50).compile();
  const explained = { ...page, sql: `explain query plan ${page.sql}` };
  const { rows } = await session.db.executeQuery<{ detail: string }>(explained as typeof page);
  return rows.map((row) => row.detail).join('\n');
}

const INDEXES: Readonly<Record<string, string>> = {
  accountId: 'account_id_id',
  createdAt: 'created_at_id',
  id: 'id',
  region: 'id',
  severity: 'severity_id',
  type: 'type_id',
  updatedAt: 'updated_at_id',
  'service.archived': 'archived_id',
  'service.count': 'count_id',
  'service.eventFirstSeen': 'event_first_seen_id',
  'service.eventLastSeen': 'event_last_seen_id',
  'resource.resourceType': 'resource_type_id',
};

describe('among many findings', () => {
  it.each(Object.entries(INDEXES))(
    'walks an index for %s, and sorts nothing',
    async (field, name) => {
      const ofRegion = await planOf([BIG, SMALL], field);
      expect(ofRegion).toContain(`INDEX findings_by_region_${name} (region=?)`);
      expect(ofRegion).not.toContain('TEMP B-TREE');
      const ofAccount = await planOf([BIG], field);
      const plain = ['accountId', 'id', 'region'].includes(field);
      const own = plain ? 'region_account_id_id' : `account_id_region_${name}`;
      expect(ofAccount).toContain(`INDEX findings_by_${own} (`);
      expect(ofAccount).not.toContain('TEMP B-TREE');
    },
  );

  it('begins the walk where the criteria begin to hold', async () => {
    const criteria = { 'service.count': { greaterThan: 1 } };
    // The findings have no rows in finding_fields, so this alone would be a set of none.
    await sql`insert into finding_fields select seq, 0, 0, '', 0 from findings`.execute(session.db);
    const severe = await planOf([BIG], 'severity', { severity: { greaterThanOrEqual: 0 } });
    expect(severe).toMatch(/account_id_region_severity_id \(account_id=\? AND region=\? AND sev/);
    expect(
      orderTests(toOrder({ field: 'service.count', descending: true }), criteria),
    ).toHaveLength(1);
  });

  it('walks the indexes of an account that the criteria name', async () => {
    const criteria = { accountId: { equals: [BIG] } };
    const plan = await planOf([BIG, SMALL], 'severity', criteria);
    expect(plan).toContain('INDEX findings_by_account_id_region_severity_id (');
  });

  it('does not take a text for a time', () => {
    const order = toOrder({ field: 'service.eventLastSeen', descending: true });
    const criteria = { 'service.eventLastSeen': { equals: ['5', 'never'] } };
    expect(orderTests(order, criteria)).toEqual([]);
  });
});

describe('statistics of many findings', () => {
  const scope = { region: 'us-east-1', criteria: { 'service.archived': { notEquals: ['true'] } } };
  const plan = async (ask: () => Promise<unknown>) => {
    await ask();
    const explained = { ...sent, sql: `explain query plan ${sent?.sql}` } as CompiledQuery;
    const { rows } = await session.db.executeQuery<{ detail: string }>(explained as never);
    return rows.map((row) => row.detail).join('\n');
  };

  it.each([
    ['an account', [BIG], 'account_id_region'],
    ['a Region', [BIG, SMALL], 'region'],
  ])('of %s look up no row', async (_, accountIds, index) => {
    const query = { ...scope, accountIds };
    const statistics = findingStatistics(session);
    const covering = `COVERING INDEX findings_by_${index}_`;
    expect(await plan(() => statistics.countBySeverity(query))).toContain(covering);
    for (const by of ['ACCOUNT', 'DATE', 'FINDING_TYPE', 'RESOURCE', 'SEVERITY'] as const) {
      const found = await plan(() => statistics.groups(query, by, { limit: 9, descending: true }));
      expect(found, by).toContain(covering);
    }
  });
});

describe('among few findings', () => {
  it('collects those of a small account', async () => {
    const plan = await planOf([SMALL], 'updatedAt');
    expect(plan).toMatch(/COVERING INDEX findings_by_\w+ \(account_id=\? AND region=\?\)/);
    expect(plan).toContain('TEMP B-TREE FOR ORDER BY');
  });

  it('collects those of a few accounts', async () => {
    const plan = await planOf([SMALL, '123456789012'], 'updatedAt');
    expect(plan).toMatch(/COVERING INDEX findings_by_\w+ \(\w+=\? AND \w+=\?\)/);
    expect(plan).toContain('TEMP B-TREE FOR ORDER BY');
  });

  it('collects those that one condition leaves', async () => {
    const criteria = { type: { equals: ['Other'] }, severity: { greaterThanOrEqual: 0 } };
    const plan = await planOf([BIG, SMALL], 'updatedAt', criteria);
    expect(plan).toContain('COVERING INDEX findings_by_region_type_id (region=? AND type=?)');
    expect(plan).toContain('TEMP B-TREE FOR ORDER BY');
    const named = { ...criteria, accountId: { equals: [BIG] } };
    expect(await planOf([BIG, SMALL], 'updatedAt', named)).toContain(
      'COVERING INDEX findings_by_account_id_region_type_id (account_id=? AND region=? AND type=?)',
    );
  });

  it('looks up those that a field leaves', async () => {
    const criteria = { 'resource.instanceDetails.instanceId': { equals: ['i-1'] } };
    const plan = await planOf([BIG, SMALL], 'updatedAt', criteria);
    expect(plan).toContain('INTEGER PRIMARY KEY (rowid=?)');
    expect(plan).toContain('finding_fields_by_field_text_finding_seq (field=? AND text=?)');
  });
});

describe('among ever more findings', () => {
  it('collects more before it walks, as a walk grows longer', async () => {
    const criteria = { severity: { greaterThanOrEqual: 0 } };
    expect(await planOf([BIG, SMALL], 'updatedAt', criteria)).toContain('updated_at_id');
    const last = 10 * MANY;
    await sql`insert into findings select ${last}, 'last', account_id, 'eu-west-1', type, 'last',
        sample, severity, archived, created_at, updated_at, count, resource_type,
        event_first_seen, event_last_seen, resource_id from findings limit 1`.execute(session.db);
    expect(await planOf([BIG, SMALL], 'updatedAt', criteria)).toContain('TEMP B-TREE');
    // Each of these would have to be looked up, so that fewer are collected.
    expect(await planOf([BIG, SMALL], 'service.count', criteria)).toContain('count_id');
  });
});
