import type { Migration } from './migration.ts';

/** Functions with their code. */
export const functions: Migration = {
  version: 15,
  async up({ schema }, differences) {
    await schema
      .createTable('functions')
      .addColumn('account_id', 'text', (column) => column.notNull())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('rest', 'text', (column) => column.notNull())
      .addColumn('code', differences.bytes, (column) => column.notNull())
      .addPrimaryKeyConstraint('functions_key', ['account_id', 'region', 'name'])
      .execute();
  },
};
