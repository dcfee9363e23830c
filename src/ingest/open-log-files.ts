import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file to read, or a path at which there is nothing to read and why. */
export type LogFile =
  | { readonly path: string; readonly bytes: number; readonly isNamed: boolean }
  | { readonly path: string; readonly unreadable: string };

/**
 * The files of these paths, directories with everything below them, in an order that depends on
 * names only: as the paths are given, and sorted inside each directory. A file or directory that is
 * reached twice, by a link or because it was named twice, is read once. What cannot be opened is
 * answered with the system's code (`ENOENT`, `EACCES`) and does not end the walk.
 * `isNamed` tells a path that was asked for from what was found below a directory.
 */
export async function* openLogFiles(paths: readonly string[]): AsyncGenerator<LogFile> {
  const seen = new Set<string>();
  for (const path of paths) yield* walk(path, true, seen);
}

async function* walk(path: string, isNamed: boolean, seen: Set<string>): AsyncGenerator<LogFile> {
  let real: string;
  let entries: Dirent[];
  try {
    const found = await stat(path);
    real = await realpath(path);
    if (seen.has(real)) return;
    seen.add(real);
    if (!found.isDirectory()) {
      // A pipe or device that was named is taken; below a directory it would only block.
      if (found.isFile() || isNamed) yield { path, bytes: found.size, isNamed };
      return;
    }
    entries = await readdir(path, { withFileTypes: true });
  } catch (error) {
    yield { path, unreadable: codeOf(error) };
    return;
  }
  for (const entry of entries.sort(byName)) {
    const inside = join(path, entry.name);
    if (entry.isFile()) yield* plainFile(inside, join(real, entry.name), seen);
    else yield* walk(inside, false, seen);
  }
}

/** No link: where it really is follows from its directory. */
async function* plainFile(path: string, real: string, seen: Set<string>): AsyncGenerator<LogFile> {
  if (seen.has(real)) return;
  seen.add(real);
  try {
    yield { path, bytes: (await stat(path)).size, isNamed: false };
  } catch (error) {
    yield { path, unreadable: codeOf(error) };
  }
}

function byName(one: Dirent, other: Dirent): number {
  return one.name < other.name ? -1 : Number(one.name > other.name);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
}
