import type { Migration } from './migration.ts';

/** Finding what nobody has updated for months must not read every finding. */
export const retention: Migration = {
  version: 18,
  async up(db) {
    await db.schema
      .createIndex('findings_by_updated_at')
      .on('findings')
      .column('updated_at')
      .execute();
  },
};
