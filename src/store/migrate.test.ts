import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { administratorRole } from '../domain/iam.ts';
import { DatabaseTooNew } from './errors.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { migrations } from './migrations/migrations.ts';
import { sqliteDifferences } from './sql/differences.ts';
import type { Tables } from './sql/schema.ts';
import { sqlStore } from './sql/sql-store.ts';
import { sqliteDialect } from './sql/sqlite.ts';

let db: Kysely<Tables>;
beforeEach(() => {
  db = new Kysely<Tables>({ dialect: sqliteDialect(':memory:') });
});
afterEach(() => db.destroy());

const creating = (version: number): Migration => ({
  version,
  up: async (inside) => {
    await sql`create table ${sql.table(`t${version}`)} (n integer)`.execute(inside);
  },
});
const failing: Migration = {
  version: 3,
  up: async () => {
    throw new RangeError('no');
  },
};

const run = (steps: readonly Migration[]) => migrate(db, sqliteDifferences, steps);
const tables = async () => (await db.introspection.getTables()).map(({ name }) => name).sort();
const version = async () =>
  (await sql<{ version: number }>`select version from schema_version`.execute(db)).rows;

it('runs each step once, in order', async () => {
  await run([creating(1)]);
  await run([creating(1), creating(2)]);
  await run([creating(1), creating(2)]);
  expect(await tables()).toEqual(['schema_version', 't1', 't2']);
  expect(await version()).toEqual([{ version: 2 }]);
});

it('keeps nothing of a run of which one step fails', async () => {
  await run([creating(1)]);
  await expect(run([creating(1), creating(2), failing])).rejects.toThrow(RangeError);
  expect(await tables()).toEqual(['schema_version', 't1']);
  expect(await version()).toEqual([{ version: 1 }]);
});

it('refuses a version that it does not know', async () => {
  await run([creating(1), creating(2)]);
  await expect(run([creating(1)])).rejects.toThrow(DatabaseTooNew);
});

it('numbers the steps 1, 2, 3 …', () => {
  expect(migrations.map((step) => step.version)).toEqual(migrations.map((_, at) => at + 1));
});

it('makes real roles of those that only trusted an account', async () => {
  await run(migrations.filter((step) => step.version < 5));
  await sql`insert into roles (account_id, role_name, role_id, trusted_account_id, created_at)
    values ('444455556666', 'Access', 'AROAEXAMPLE', '111122223333', 7)`.execute(db);
  await run(migrations);
  const { iam } = sqlStore(db, sqliteDifferences, () => undefined);
  const former = { accountId: '444455556666', name: 'Access', id: 'AROAEXAMPLE', createdAt: 7 };
  expect(await iam.get('role', former.accountId, 'Access')).toStrictEqual(
    administratorRole(former, '111122223333', 'aws'),
  );
  expect(await iam.uses(former.accountId)).toHaveLength(1);
  expect(await tables()).not.toContain('roles');
});
