import { type Kysely, sql } from 'kysely';
import type { Migration } from './migration.ts';

/** Delegated administrators, what waits for them, usage, and free trials. */
export const organizationAdministration: Migration = {
  version: 6,
  async up(db) {
    await createAdministrations(db);
    await createUsage(db);
    await beginTrials(db);
  },
};

async function createAdministrations(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .alterTable('memberships')
    .addColumn('via_organization', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema
    .createTable('administrations')
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('administrator_id', 'text', (column) => column.notNull())
    .addColumn('auto_enable', 'text', (column) => column.notNull())
    .addColumn('features', 'text', (column) => column.notNull())
    .addColumn('applied_to', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('administrations_key', ['organization_id', 'region'])
    .execute();
  await schema
    .createTable('waiting_enrolments')
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('waiting_enrolments_key', ['organization_id', 'region', 'account_id'])
    .execute();
}

async function createUsage(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('usage')
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('feature', 'text', (column) => column.notNull())
    .addColumn('resource', 'text', (column) => column.notNull())
    .addColumn('events', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('usage_key', ['account_id', 'region', 'day', 'feature', 'resource'])
    .execute();
  await schema.createIndex('usage_by_day').on('usage').column('day').execute();
  await schema
    .createTable('feature_trials')
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('feature', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('feature_trials_key', ['account_id', 'region', 'feature'])
    .execute();
}

interface OldDetector {
  readonly account_id: string;
  readonly region: string;
  readonly features: string;
  readonly created_at: number;
}

/** Detectors of before count as if every feature that is on had been so from their beginning. */
async function beginTrials(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<OldDetector>`
    select account_id, region, features, created_at from detectors`.execute(db);
  for (const row of rows) {
    const states = JSON.parse(row.features) as Record<string, { status?: string }>;
    const enabled = Object.entries(states).filter(([, state]) => state.status === 'ENABLED');
    const names = ['CLOUD_TRAIL', 'DNS_LOGS', 'FLOW_LOGS', ...enabled.map(([name]) => name)];
    for (const name of names) {
      await sql`insert into feature_trials (account_id, region, feature, started_at)
        values (${row.account_id}, ${row.region}, ${name}, ${row.created_at})`.execute(db);
    }
  }
}
