import { sql } from 'kysely';
import type { Migration } from './migration.ts';

const COUNTED = ['archived', 'account_id', 'type', 'updated_at', 'resource_type', 'resource_id'];

/**
 * Everything that statistics of findings group and count is in the indexes of severities: they are
 * read from end to end, in order, and no row of a finding is looked up for it.
 */
export const statistics: Migration = {
  version: 14,
  async up(db) {
    for (const first of [['region'], ['account_id', 'region']]) {
      const name = `findings_by_${first.join('_')}_severity_id`;
      await db.schema.dropIndex(name).execute();
      const columns = [...first, 'severity', 'id'];
      const more = COUNTED.filter((column) => !columns.includes(column));
      const all = sql.join([...columns, ...more].map((column) => sql.ref(column)));
      await sql`create index ${sql.ref(name)} on findings (${all})`.execute(db);
    }
  },
};
