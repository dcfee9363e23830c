import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** When a source began, whether the operator declared it, and since when it is silent. */
export const sourceSilence: Migration = {
  version: 16,
  async up(db) {
    const alter = () => db.schema.alterTable('source_counters');
    await alter()
      .addColumn('first_at', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await alter().addColumn('declared_at', 'bigint').execute();
    await alter().addColumn('silent_at', 'bigint').execute();
    await sql`update source_counters set first_at = last_at`.execute(db);
  },
};
