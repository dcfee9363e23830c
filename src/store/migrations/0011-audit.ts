import type { Migration } from './migration.ts';

/** The trail of calls, by the segments in which they were written. */
export const audit: Migration = {
  version: 11,
  async up(db, differences) {
    await db.schema
      .createTable('audit_segments')
      .addColumn('seq', differences.sequence.type, differences.sequence.build)
      .addColumn('account_id', 'text', (column) => column.notNull())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('first_id', 'text', (column) => column.notNull())
      .addColumn('last_id', 'text', (column) => column.notNull())
      .addColumn('events', 'integer', (column) => column.notNull())
      .addColumn('chars', 'integer', (column) => column.notNull())
      .addColumn('body', differences.bytes, (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('audit_segments_by_account')
      .unique()
      .on('audit_segments')
      .columns(['account_id', 'region', 'last_id'])
      .execute();
  },
};
