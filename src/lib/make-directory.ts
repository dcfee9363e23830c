import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The topmost directory on the way to `path` that does not exist; undefined where all do. */
export function topmostMissing(path: string): string | undefined {
  let missing: string | undefined;
  for (let at = resolve(path); !existsSync(at); at = dirname(at)) missing = at;
  return missing;
}

/**
 * Makes a directory with all that is missing above it, and answers the topmost one that it made.
 * Node's own `recursive` never returns where a file system takes no new directories (`/proc`).
 * Throws the system's error (`EACCES`, `ENOTDIR`, `ENOENT`).
 */
export function makeDirectory(path: string, mode: number): string | undefined {
  const topmost = topmostMissing(path);
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at); at = dirname(at)) missing.push(at);
  for (const directory of missing.reverse()) makeOne(directory, mode);
  return topmost;
}

/** Another process may have made it meanwhile. */
function makeOne(path: string, mode: number): void {
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
