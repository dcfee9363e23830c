import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { STATEMENT_CACHE_MAX } from '../../limits.ts';
import { sqliteDialect } from './sqlite.ts';

let folder: string;
let db: Kysely<unknown>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-sqlite-'));
  db = new Kysely<unknown>({ dialect: sqliteDialect(join(folder, 'test.db')) });
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

const value = async (name: string) => {
  const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db);
  return Object.values(rows[0] ?? {})[0];
};

it('opens with what an acknowledged write needs', async () => {
  expect(await value('journal_mode')).toBe('wal');
  expect(await value('synchronous')).toBe(2);
  expect(await value('fullfsync')).toBe(1);
  expect(await value('foreign_keys')).toBe(1);
  expect(await value('busy_timeout')).toBe(5000);
});

it.each([
  ['a boolean', true],
  ['undefined', undefined],
  ['not a number', Number.NaN],
  ['an object', {}],
])('refuses %s, on which libsql would end the process or store nothing', async (_name, bad) => {
  await expect(sql`select ${bad} as x`.execute(db)).rejects.toThrow(TypeError);
});

it('keeps whole numbers whole', async () => {
  const { rows } = await sql`select 5 / ${2} as quotient, typeof(${1}) as kind,
    ${Number.MAX_SAFE_INTEGER} as largest, ${1.5} as part`.execute(db);
  const largest = Number.MAX_SAFE_INTEGER;
  expect(rows).toEqual([{ quotient: 2, kind: 'integer', largest, part: 1.5 }]);
});

it('goes on past the limit of kept statements', async () => {
  for (let n = 0; n < STATEMENT_CACHE_MAX + 20; n += 1) {
    const { rows } = await sql`select ${sql.lit(n)} as n`.execute(db);
    expect(rows).toEqual([{ n }]);
  }
  expect((await sql`select ${sql.lit(0)} as n`.execute(db)).rows).toEqual([{ n: 0 }]);
});

it('counts the rows that a statement changed', async () => {
  await sql`create table t (n integer)`.execute(db);
  const inserted = await sql`insert into t values (1), (2)`.execute(db);
  expect(inserted.numAffectedRows).toBe(2n);
});

it('hides no error behind the end of a transaction that SQLite ended by itself', async () => {
  const work = db.transaction().execute(async (tx) => {
    await sql`rollback`.execute(tx);
    throw new RangeError('the error that mattered');
  });
  await expect(work).rejects.toThrow('the error that mattered');
});
