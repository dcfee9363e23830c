import type { Migration } from './migration.ts';

/** What waits to leave for sinks and mailboxes, how each of them does, and notices of accounts. */
export const outbox: Migration = {
  version: 9,
  async up(db, { sequence }) {
    await db.schema
      .createTable('outbox')
      .addColumn('seq', sequence.type, sequence.build)
      .addColumn('sink', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('account_id', 'text', (column) => column.notNull())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('event_id', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('last_error', 'text')
      .addColumn('dead', 'integer', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('outbox_by_due')
      .on('outbox')
      .columns(['sink', 'dead', 'due_at'])
      .execute();
    await db.schema
      .createIndex('outbox_by_subject')
      .on('outbox')
      .columns(['sink', 'subject', 'dead', 'seq'])
      .execute();
    await db.schema
      .createTable('sink_records')
      .addColumn('sink', 'text', (column) => column.primaryKey().notNull())
      .addColumn('delivered', 'bigint', (column) => column.notNull().defaultTo(0))
      .addColumn('dropped', 'bigint', (column) => column.notNull().defaultTo(0))
      .addColumn('last_success_at', 'bigint')
      .addColumn('last_failure_at', 'bigint')
      .addColumn('last_error', 'text')
      .execute();
    await db.schema
      .createTable('notices')
      .addColumn('notice_id', 'text', (column) => column.notNull())
      .addColumn('account_id', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('notices_key', ['account_id', 'notice_id'])
      .execute();
    await db.schema
      .createIndex('notices_by_time')
      .on('notices')
      .columns(['account_id', 'created_at', 'notice_id'])
      .execute();
  },
};
