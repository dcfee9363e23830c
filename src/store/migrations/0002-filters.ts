import type { Migration } from './migration.ts';

/** Filters and suppression rules. The key finds one, and all of an account and Region. */
export const filters: Migration = {
  version: 2,
  async up({ schema }) {
    await schema
      .createTable('filters')
      .addColumn('account_id', 'text', (column) => column.notNull())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('description', 'text')
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('rank', 'integer', (column) => column.notNull())
      .addColumn('criteria', 'text', (column) => column.notNull())
      .addColumn('tags', 'text', (column) => column.notNull())
      .addColumn('client_token', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('filters_key', ['account_id', 'region', 'name'])
      .execute();
  },
};
