import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** Users, roles, instance profiles and managed policies; roles known so far become real ones. */
export const iam: Migration = {
  version: 5,
  async up(db) {
    await createTables(db);
    await moveRoles(db);
    await db.schema.dropTable('roles').execute();
  },
};

async function createTables({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('iam_entities')
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull())
    .addColumn('path', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('iam_entities_key', ['account_id', 'kind', 'name_key'])
    .execute();
  await schema
    .createTable('iam_policies')
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('iam_policies_key', ['account_id', 'name_key'])
    .execute();
  await schema
    .createTable('iam_policy_uses')
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('policy', 'text', (column) => column.notNull())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('iam_policy_uses_key', [
      'account_id',
      'policy',
      'purpose',
      'kind',
      'name_key',
    ])
    .execute();
  await schema.alterTable('credentials').addColumn('user_name', 'text').execute();
  await schema.alterTable('credentials').addColumn('details', 'text').execute();
}

interface FormerRole {
  account_id: string;
  role_name: string;
  role_id: string;
  trusted_account_id: string;
  created_at: number;
}

interface MovingTables {
  roles: FormerRole;
  iam_entities: Record<'account_id' | 'kind' | 'name_key' | 'path' | 'body', string>;
  iam_policy_uses: Record<
    'account_id' | 'policy' | 'purpose' | 'kind' | 'name_key' | 'name' | 'id',
    string
  >;
}

const ADMINISTRATOR_ACCESS = 'aws:policy/AdministratorAccess';

/** What CreateAccount had made: each trusts one account and may do everything. */
async function moveRoles(unknownDb: Kysely<unknown>): Promise<void> {
  const db = unknownDb as Kysely<MovingTables>;
  for (const role of await db.selectFrom('roles').selectAll().execute()) {
    const { account_id, role_name: name, role_id: id } = role;
    const name_key = name.toLowerCase();
    const body = JSON.stringify({
      kind: 'role',
      accountId: account_id,
      name,
      id,
      path: '/',
      tags: {},
      inline: {},
      attached: [ADMINISTRATOR_ACCESS],
      createdAt: role.created_at,
      trustPolicy: trustPolicyOf(role.trusted_account_id),
      maxSessionSeconds: 43_200,
    });
    const key = { account_id, kind: 'role', name_key };
    await db
      .insertInto('iam_entities')
      .values({ ...key, path: '/', body })
      .execute();
    await db
      .insertInto('iam_policy_uses')
      .values({ ...key, policy: ADMINISTRATOR_ACCESS, purpose: 'attached', name, id })
      .execute();
  }
}

function trustPolicyOf(accountId: string): string {
  const Principal = { AWS: `arn:aws:iam::${accountId}:root` };
  const statement = { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}
