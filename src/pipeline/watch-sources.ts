import { existsSync } from 'node:fs';
import { PROBLEMS_TOLD_MAX } from '../limits.ts';
import type { Pipeline } from './create-pipeline.ts';
import { type DeclaredSource, type Watch, watchDirectory } from './watch-directory.ts';

interface Log {
  info(about: object, text: string): void;
  warn(about: object, text: string): void;
}

/** A source that is missing at the start is a slip of the operator; later it may come and go. */
export function checkedSources(sources: readonly DeclaredSource[]): readonly DeclaredSource[] {
  const missing = sources.find(({ path }) => !existsSync(path));
  if (missing !== undefined) throw new Error(`The source ${missing.path} does not exist.`);
  return sources;
}

/** A path that stays unreadable is told once, and again when it fails in another way. */
export function watchSources(
  sources: readonly DeclaredSource[],
  pipeline: Pipeline,
  log: Log,
): Watch {
  const told = new Map<string, string>();
  return watchDirectory({
    sources,
    pipeline,
    onTaken: (path, outcome) => {
      told.delete(path);
      log.info({ path, ...outcome }, 'records were taken in');
    },
    onProblem: (path, error) => {
      const text = String(error);
      if (told.get(path) === text) return;
      if (told.size >= PROBLEMS_TOLD_MAX) told.clear();
      told.set(path, text);
      log.warn({ path, err: error }, 'a log file could not be taken in and is tried again');
    },
  });
}
