import type { Migration } from './migration.ts';

/** Runs of functions that nobody waits for, in the order in which they are due. */
export const functionEvents: Migration = {
  version: 20,
  async up({ schema }) {
    await schema
      .createTable('function_events')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('event', 'text', (column) => column.notNull())
      .execute();
    await schema
      .createIndex('function_events_due')
      .on('function_events')
      .columns(['due_at', 'id'])
      .execute();
  },
};
