import type { Migration } from './migration.ts';

/** What CloudFormation keeps: documents that are found by id, owner, or account and name. */
export const stacks: Migration = {
  version: 19,
  async up({ schema }) {
    await schema
      .createTable('stack_items')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('account_id', 'text', (column) => column.notNull())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('active', 'integer', (column) => column.notNull())
      .addColumn('item', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('stack_items_key', ['kind', 'id'])
      .execute();
    await schema
      .createIndex('stack_items_of_owner')
      .on('stack_items')
      .columns(['kind', 'owner', 'id'])
      .execute();
    await schema
      .createIndex('stack_items_of_account')
      .on('stack_items')
      .columns(['kind', 'account_id', 'region', 'name'])
      .execute();
    await schema
      .createIndex('stack_items_under_way')
      .on('stack_items')
      .columns(['kind', 'active'])
      .execute();
  },
};
