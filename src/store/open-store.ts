import { existsSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Kysely } from 'kysely';
import { makeDirectory, topmostMissing } from '../lib/make-directory.ts';
import { DataDirectoryError, DataDirectoryInUse } from './errors.ts';
import { lockDirectory } from './lock.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/migrations.ts';
import { sqliteDifferences } from './sql/differences.ts';
import type { Tables } from './sql/schema.ts';
import { sqlStore } from './sql/sql-store.ts';
import { sqliteDialect } from './sql/sqlite.ts';
import type { Store } from './store.ts';

/** In the data directory. */
export const DATABASE_FILE = 'vedette.db';
/** What opening a new data directory makes in it. */
const FILES = [
  DATABASE_FILE,
  `${DATABASE_FILE}-wal`,
  `${DATABASE_FILE}-shm`,
  'vedette.lock',
  'vedette.lock-journal',
];

/**
 * Opens the store of a data directory, which is made where it is missing, or one in memory.
 * @throws DataDirectoryInUse, DatabaseTooNew, or another DataDirectoryError, each with one sentence
 * as its message; what this call made is then taken away again
 */
export async function openStore(directory: string | ':memory:'): Promise<Store> {
  if (directory === ':memory:') return await openDatabase(':memory:', () => {});
  const path = resolve(directory);
  const missing = topmostMissing(path);
  let fresh = false;
  try {
    // Findings are nobody else's business.
    makeDirectory(path, 0o700);
    if (!statSync(path).isDirectory()) {
      throw new DataDirectoryError(`The data directory ${path} is not a directory.`);
    }
    fresh = !existsSync(join(path, DATABASE_FILE));
    return await openLocked(path);
  } catch (error) {
    // Whoever holds the lock owns the files, though they may be as fresh to this call.
    if (!(error instanceof DataDirectoryInUse)) {
      if (fresh) for (const name of FILES) rmSync(join(path, name), { force: true });
      if (missing && existsSync(missing)) rmSync(missing, { recursive: true, force: true });
    }
    throw error instanceof DataDirectoryError ? error : unusable(path, error);
  }
}

async function openLocked(path: string): Promise<Store> {
  const unlock = lockDirectory(path);
  try {
    return await openDatabase(join(path, DATABASE_FILE), unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function openDatabase(path: string, afterClose: () => void): Promise<Store> {
  const db = new Kysely<Tables>({ dialect: sqliteDialect(path) });
  try {
    await migrate(db, sqliteDifferences, migrations);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return sqlStore(db, sqliteDifferences, afterClose);
}

function unusable(path: string, error: unknown): DataDirectoryError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = REASONS[code] ?? (error instanceof Error ? error.message : String(error));
  return new DataDirectoryError(`The data directory ${path} cannot be used: ${reason}.`, {
    cause: error,
  });
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ENOENT: 'it cannot be made there',
  ENOTDIR: 'a part of its path is not a directory',
  SQLITE_CANTOPEN: 'its files cannot be written',
  SQLITE_READONLY: 'its files cannot be written',
  SQLITE_NOTADB: 'vedette.db is not a database',
  SQLITE_CORRUPT: 'vedette.db is damaged',
  SQLITE_FULL: 'the disk is full',
};
