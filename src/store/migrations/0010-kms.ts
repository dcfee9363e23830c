import type { Migration } from './migration.ts';

/** Keys of KMS with their aliases and grants. */
export const kms: Migration = {
  version: 10,
  async up({ schema }) {
    await schema
      .createTable('kms_keys')
      .addColumn('key_id', 'text', (column) => column.primaryKey())
      .addColumn('account_id', 'text', (column) => column.notNull())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('deletion_at', 'bigint')
      .addColumn('rotation_days', 'integer')
      .addColumn('rest', 'text', (column) => column.notNull())
      .execute();
    await schema
      .createIndex('kms_keys_of_account')
      .on('kms_keys')
      .columns(['account_id', 'region', 'key_id'])
      .execute();
    await schema
      .createTable('kms_aliases')
      .addColumn('account_id', 'text', (column) => column.notNull())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('key_id', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('kms_aliases_key', ['account_id', 'region', 'name'])
      .execute();
    await schema
      .createTable('kms_grants')
      .addColumn('key_id', 'text', (column) => column.notNull())
      .addColumn('grant_id', 'text', (column) => column.notNull())
      .addColumn('account_id', 'text', (column) => column.notNull())
      .addColumn('retiring', 'text')
      .addColumn('grant_json', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('kms_grants_key', ['key_id', 'grant_id'])
      .execute();
  },
};
