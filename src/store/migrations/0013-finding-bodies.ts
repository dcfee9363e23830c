import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/**
 * Bodies of findings in a table of their own. A search reads rows of findings by the thousand and
 * no body; with it a row took a page, and without it a page holds twenty.
 */
export const findingBodies: Migration = {
  version: 13,
  async up(db) {
    await db.schema
      .createTable('finding_bodies')
      .addColumn('finding_seq', 'bigint', (column) =>
        column.primaryKey().references('findings.seq').onDelete('cascade'),
      )
      .addColumn('body', 'text', (column) => column.notNull())
      .execute();
    await sql`insert into finding_bodies select seq, body from findings`.execute(db);
    await db.schema.alterTable('findings').dropColumn('body').execute();
  },
};
