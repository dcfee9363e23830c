import type { Kysely } from 'kysely';
import type { Differences } from '../sql/differences.ts';
import type { Migration } from './migration.ts';

export const initial: Migration = {
  version: 1,
  async up(db, differences) {
    await createAccounts(db);
    await createGuardDuty(db);
    await createFindings(db, differences);
    await createIngest(db, differences);
  },
};

async function createAccounts(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('accounts')
    .addColumn('account_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('email_key', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('organization_id', 'text')
    .addColumn('joined_method', 'text')
    .addColumn('joined_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await index(db, 'accounts', ['email_key']);
  await index(db, 'accounts', ['organization_id', 'account_id']);
  await schema
    .createTable('roles')
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('role_name', 'text', (column) => column.notNull())
    .addColumn('role_id', 'text', (column) => column.notNull())
    .addColumn('trusted_account_id', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('roles_key', ['account_id', 'role_name'])
    .execute();
  await schema
    .createTable('credentials')
    .addColumn('access_key_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('sealed_secret', 'text', (column) => column.notNull())
    .addColumn('token_sha256', 'text')
    .addColumn('expires_at', 'bigint')
    .addColumn('role_name', 'text')
    .addColumn('role_id', 'text')
    .addColumn('session_name', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await index(db, 'credentials', ['account_id', 'kind']);
  await index(db, 'credentials', ['expires_at']);
  await schema
    .createTable('organizations')
    .addColumn('organization_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('root_id', 'text', (column) => column.notNull())
    .addColumn('management_account_id', 'text', (column) => column.notNull())
    .addColumn('feature_set', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('create_account_requests')
    .addColumn('request_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('account_name', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('account_id', 'text')
    .addColumn('failure_reason', 'text')
    .addColumn('requested_at', 'bigint', (column) => column.notNull())
    .addColumn('completed_at', 'bigint')
    .execute();
}

async function createGuardDuty(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('detectors')
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('detector_id', 'text', (column) => column.notNull().unique())
    .addColumn('enabled', 'integer', (column) => column.notNull())
    .addColumn('publishing_frequency', 'text', (column) => column.notNull())
    .addColumn('features', 'text', (column) => column.notNull())
    .addColumn('tags', 'text', (column) => column.notNull())
    .addColumn('client_token', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('detectors_key', ['account_id', 'region'])
    .execute();
  await schema
    .createTable('memberships')
    .addColumn('administrator_id', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('invitation_id', 'text')
    .addColumn('invitation_message', 'text')
    .addColumn('invited_at', 'bigint')
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('memberships_key', ['administrator_id', 'region', 'account_id'])
    .execute();
  await index(db, 'memberships', ['account_id', 'region']);
  await index(db, 'memberships', ['status', 'updated_at']);
}

async function createFindings(db: Kysely<unknown>, differences: Differences): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('findings')
    .addColumn('seq', differences.sequence.type, differences.sequence.build)
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('finding_key', 'text', (column) => column.notNull())
    .addColumn('sample', 'integer', (column) => column.notNull())
    .addColumn('severity', 'double precision', (column) => column.notNull())
    .addColumn('archived', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .addColumn('resource_type', 'text', (column) => column.notNull())
    .addColumn('event_first_seen', 'bigint', (column) => column.notNull())
    .addColumn('event_last_seen', 'bigint', (column) => column.notNull())
    .addColumn('resource_id', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addUniqueConstraint('findings_key', ['account_id', 'region', 'type', 'finding_key', 'sample'])
    .execute();
  // For each order that ListFindings can ask for: of many accounts in a Region, and of one.
  await index(db, 'findings', ['region', 'id']);
  await index(db, 'findings', ['region', 'account_id', 'id']);
  for (const column of SORTED_BY) {
    await index(db, 'findings', ['region', column, 'id']);
    await index(db, 'findings', ['account_id', 'region', column, 'id']);
  }
  await schema
    .createTable('finding_fields')
    .addColumn('finding_seq', 'bigint', (column) =>
      column.notNull().references('findings.seq').onDelete('cascade'),
    )
    .addColumn('field', 'bigint', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('number', 'double precision')
    .addPrimaryKeyConstraint('finding_fields_key', ['finding_seq', 'field', 'position'])
    .modifyEnd(differences.keyOnlyTable)
    .execute();
  await index(db, 'finding_fields', ['field', 'text', 'finding_seq']);
  await schema
    .createTable('finding_comments')
    .addColumn('finding_id', 'text', (column) =>
      column.primaryKey().references('findings.id').onDelete('cascade'),
    )
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('comments', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('finding_fields_by_field_number')
    .on('finding_fields')
    .columns(['field', 'number', 'finding_seq'])
    .where('number', 'is not', null)
    .execute();
}

const SORTED_BY = [
  'archived',
  'count',
  'created_at',
  'event_first_seen',
  'event_last_seen',
  'resource_type',
  'severity',
  'type',
  'updated_at',
];

async function createIngest(db: Kysely<unknown>, differences: Differences): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('known_events')
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('known_events_key', ['account_id', 'event_id'])
    .modifyEnd(differences.keyOnlyTable)
    .execute();
  await index(db, 'known_events', ['at']);
  await schema
    .createTable('detection_memory')
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('detection_memory_key', ['scope', 'key'])
    .execute();
  await schema
    .createTable('checkpoints')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('object', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('checkpoints_key', ['source', 'object'])
    .execute();
  await schema
    .createTable('source_counters')
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('records', 'bigint', (column) => column.notNull())
    .addColumn('duplicates', 'bigint', (column) => column.notNull())
    .addColumn('refused', 'bigint', (column) => column.notNull())
    .addColumn('unreadable', 'bigint', (column) => column.notNull())
    .addColumn('last_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('source_counters_key', ['account_id', 'source'])
    .execute();
  await schema
    .createTable('settings')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
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
