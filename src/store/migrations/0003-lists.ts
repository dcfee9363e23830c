import type { Migration } from './migration.ts';

/** Trusted and threat lists, and the entries of those in force. */
export const lists: Migration = {
  version: 3,
  async up({ schema }) {
    await schema
      .createTable('lists')
      .addColumn('list_id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('account_id', 'text', (column) => column.notNull())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('format', 'text', (column) => column.notNull())
      .addColumn('location', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('expected_bucket_owner', 'text')
      .addColumn('client_token', 'text')
      .addColumn('tags', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addColumn('error_details', 'text')
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('content_version', 'integer')
      .execute();
    await schema
      .createIndex('lists_by_account_region')
      .on('lists')
      .columns(['account_id', 'region', 'kind', 'list_id'])
      .execute();
    await schema
      .createIndex('lists_by_status')
      .on('lists')
      .columns(['status', 'updated_at'])
      .execute();
    await schema
      .createTable('list_contents')
      .addColumn('list_id', 'text', (column) =>
        column.primaryKey().references('lists.list_id').onDelete('cascade'),
      )
      .addColumn('ipv4', 'text', (column) => column.notNull())
      .addColumn('ipv6', 'text', (column) => column.notNull())
      .addColumn('domains', 'text', (column) => column.notNull())
      .execute();
  },
};
