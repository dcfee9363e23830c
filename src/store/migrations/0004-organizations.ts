import { type Kysely, sql } from 'kysely';
import type { Migration } from './migration.ts';

export const organizations: Migration = {
  version: 4,
  async up(db) {
    await extendAccounts(db);
    await createTree(db);
    await createPolicies(db);
    await createAccess(db);
    await createHandshakes(db);
  },
};

async function extendAccounts(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('accounts').addColumn('unit_id', 'text').execute();
  await schema.alterTable('organizations').addColumn('scp_enabled_at', 'bigint').execute();
  await index(db, 'accounts', ['organization_id', 'unit_id', 'account_id']);
  await index(db, 'create_account_requests', ['organization_id', 'request_id']);
}

async function createTree(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('organizational_units')
    .addColumn('unit_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('parent_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('organizational_units_name', ['parent_id', 'name'])
    .execute();
  await index(db, 'organizational_units', ['parent_id', 'unit_id']);
  await index(db, 'organizational_units', ['organization_id']);
  await schema
    .createTable('organization_tags')
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('resource_id', 'text', (column) => column.notNull())
    .addColumn('tags', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('organization_tags_key', ['organization_id', 'resource_id'])
    .execute();
}

/** The policy that AWS manages is a row of no organisation, so that lists and joins meet it. */
async function createPolicies(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('organization_policies')
    .addColumn('policy_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('organization_id', 'text')
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
  await index(db, 'organization_policies', ['organization_id', 'policy_id']);
  await schema
    .createTable('policy_attachments')
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('target_id', 'text', (column) => column.notNull())
    .addColumn('policy_id', 'text', (column) => column.notNull())
    .addColumn('attached_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('policy_attachments_key', [
      'organization_id',
      'target_id',
      'policy_id',
    ])
    .execute();
  await index(db, 'policy_attachments', ['organization_id', 'policy_id', 'target_id']);
  const content = JSON.stringify(
    { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
    undefined,
    2,
  );
  const values = sql`('p-FullAWSAccess', 'FullAWSAccess', 'Allows access to every operation',
    ${content}, 0, 0)`;
  await sql`insert into organization_policies
    (policy_id, name, description, content, created_at, updated_at) values ${values}`.execute(db);
}

async function createAccess(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('service_access')
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('service_principal', 'text', (column) => column.notNull())
    .addColumn('enabled_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('service_access_key', ['organization_id', 'service_principal'])
    .execute();
  await schema
    .createTable('delegations')
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('service_principal', 'text', (column) => column.notNull())
    .addColumn('enabled_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('delegations_key', [
      'organization_id',
      'account_id',
      'service_principal',
    ])
    .execute();
}

async function createHandshakes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('handshakes')
    .addColumn('handshake_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('party_type', 'text', (column) => column.notNull())
    .addColumn('party_id', 'text', (column) => column.notNull())
    .addColumn('party_key', 'text', (column) => column.notNull())
    .addColumn('notes', 'text')
    .addColumn('tags', 'text', (column) => column.notNull())
    .addColumn('requested_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('end_state', 'text')
    .addColumn('ended_at', 'bigint')
    .execute();
  await index(db, 'handshakes', ['organization_id', 'handshake_id']);
  await index(db, 'handshakes', ['party_key', 'handshake_id']);
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
