import { type Kysely, sql } from 'kysely';
import { DatabaseTooNew } from './errors.ts';
import type { Migration } from './migrations/migration.ts';
import type { Differences } from './sql/differences.ts';
import type { Tables } from './sql/schema.ts';

/**
 * Brings the schema to the last migration, all steps or none.
 * @throws DatabaseTooNew for a database of a version that these migrations do not know
 */
export async function migrate(
  db: Kysely<Tables>,
  differences: Differences,
  migrations: readonly Migration[],
): Promise<void> {
  const latest = migrations.at(-1)?.version ?? 0;
  await (db as unknown as Kysely<{ schema_version: { version: number } }>)
    .transaction()
    .execute(async (tx) => {
      await sql`create table if not exists schema_version (version integer not null)`.execute(tx);
      const row = await tx.selectFrom('schema_version').select('version').executeTakeFirst();
      const current = row?.version ?? 0;
      if (current > latest) {
        throw new DatabaseTooNew(
          `The database has schema version ${current}, which a later Vedette wrote; this one ` +
            `knows versions up to ${latest}: run the later program, or start with another data ` +
            'directory.',
        );
      }
      if (current === latest) return;
      for (const migration of migrations) {
        if (migration.version > current)
          await migration.up(tx as unknown as Kysely<unknown>, differences);
      }
      await tx.deleteFrom('schema_version').execute();
      await tx.insertInto('schema_version').values({ version: latest }).execute();
    });
}
