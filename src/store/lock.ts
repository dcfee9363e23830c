import { join } from 'node:path';
import Database from 'libsql';
import { DataDirectoryInUse } from './errors.ts';

/**
 * Takes the data directory for this process alone; the function it returns gives it back.
 *
 * The lock is an exclusive transaction on a database file of its own, held open: the operating
 * system drops it when the process ends, however it ends, and the file that stays behind means
 * nothing. A file with a process id in it would have to be judged: ids are used again.
 * @throws DataDirectoryInUse
 */
export function lockDirectory(directory: string): () => void {
  const database = new Database(join(directory, 'vedette.lock'));
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    throw new DataDirectoryInUse(`The data directory ${directory} is in use by another process.`);
  }
  return () => {
    database.exec('rollback');
    database.close();
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}
