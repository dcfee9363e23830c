import type { Migration } from './migration.ts';

/** Who stopped the monitoring of a member: only its administrator may undo its own stop. */
export const stoppedMembers: Migration = {
  version: 8,
  async up(db) {
    await db.schema
      .alterTable('memberships')
      .addColumn('stopped_by_administrator', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
