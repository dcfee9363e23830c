import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/**
 * Publishing destinations, malware protection and custom detection rules. What is looked for has a
 * column; the whole entry is JSON in `body`.
 */
export const protection: Migration = {
  version: 7,
  async up(db) {
    await keyed(db, 'publishing_destinations', ['id'], ['status']);
    await index(db, 'publishing_destinations', ['status', 'id']);
    await keyed(db, 'malware_settings', [], []);
    await keyed(db, 'malware_plans', ['id'], ['bucket']);
    await createScans(db);
    await keyed(db, 'rule_associations', ['rule_id'], []);
    await db.schema.alterTable('rule_associations').addColumn('made_by', 'text').execute();
    await index(db, 'rule_associations', ['made_by', 'region', 'rule_id']);
    await keyed(db, 'rule_configurations', ['rule_id', 'mode'], []);
  },
};

/** A table of things that belong to an account in a Region. */
async function keyed(
  db: Kysely<unknown>,
  table: string,
  keys: readonly string[],
  columns: readonly string[],
): Promise<void> {
  const key = ['account_id', 'region', ...keys];
  let builder = db.schema.createTable(table);
  for (const name of [...key, ...columns, 'body']) {
    builder = builder.addColumn(name, 'text', (column) => column.notNull());
  }
  await builder.addPrimaryKeyConstraint(`${table}_key`, key as never).execute();
}

async function createScans(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('malware_scans')
    .addColumn('scan_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('resource_arn', 'text', (column) => column.notNull())
    .addColumn('resource_type', 'text', (column) => column.notNull())
    .addColumn('scan_type', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('started_by', 'text', (column) => column.notNull())
    .addColumn('client_token', 'text')
    .addColumn('finding_id', 'text')
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await index(db, 'malware_scans', ['region', 'account_id', 'started_at', 'scan_id']);
  await index(db, 'malware_scans', ['region', 'started_at', 'scan_id']);
  await index(db, 'malware_scans', ['resource_arn', 'started_at']);
  await index(db, 'malware_scans', ['status', 'scan_id']);
  await index(db, 'malware_scans', ['started_by', 'client_token']);
}

async function index(
  db: Kysely<unknown>,
  table: string,
  columns: readonly string[],
): Promise<void> {
  await db.schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .on(table)
    .columns([...columns])
    .execute();
}
