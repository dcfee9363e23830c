import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { PushOutcome } from '../domain/record-push.ts';
import { openLogFiles } from '../ingest/open-log-files.ts';
import { hintsOf } from '../ingest/path-hints.ts';
import { readObject } from '../ingest/read-object.ts';
import { DIRECTORY_FILES_KNOWN_MAX, DIRECTORY_POLL_SECONDS } from '../limits.ts';
import type { LogSource } from '../normalise/log-source.ts';
import type { Pipeline } from './create-pipeline.ts';
import { type Opening, openingOf, segmentsOf } from './growing-file.ts';

/** A file or a directory, and what its logs do not say of themselves. */
export interface DeclaredSource {
  readonly path: string;
  readonly log?: LogSource;
}

/** Who is told what comes of the files. */
export interface TakenTold {
  /** After each file, or stretch of one, that was taken in. */
  readonly onTaken?: (path: string, outcome: PushOutcome) => void;
  /** A file that cannot be opened, or was not committed: it is tried again at the next look. */
  readonly onProblem: (path: string, error: unknown) => void;
}

export interface DirectoryOptions extends TakenTold {
  /** What the operator declared: records of any account are taken. */
  readonly sources: readonly DeclaredSource[];
  readonly pipeline: Pick<Pipeline, 'processObject' | 'checkpointOf'>;
}

/** Looks once: takes what is new since the checkpoints. */
export type Look = (signal?: AbortSignal) => Promise<void>;

export interface Watch {
  /** Looks once more at once, or once the look under way has ended. */
  wake(): void;
  /** Resolves when the batch under way has been committed; the rest of its file waits. */
  close(): Promise<void>;
}

/** Looks again and again, so long after the last look has ended, or when it is woken. */
export function lookAgain(look: Look, pollMillis: number): Watch {
  const stop = new AbortController();
  let sleep = new AbortController();
  const running = (async () => {
    while (!stop.signal.aborted) {
      sleep = new AbortController();
      await look(stop.signal);
      const signal = AbortSignal.any([stop.signal, sleep.signal]);
      await delay(pollMillis, undefined, { signal }).catch(() => undefined);
    }
  })();
  return {
    wake: () => sleep.abort(),
    async close() {
      stop.abort();
      await running;
    },
  };
}

export function watchDirectory(
  options: DirectoryOptions & { readonly pollMillis?: number },
): Watch {
  return lookAgain(createLook(options), options.pollMillis ?? DIRECTORY_POLL_SECONDS * 1000);
}

/**
 * What delivery writes (S3's access logs and Firehose's objects end with a time and an id), and
 * what rotation makes of it (`a.log.1`, `a.log-20260131.gz`): lines that came after the last look
 * are only there. A file that was declared by itself is taken whatever
 * its name.
 */
const LOG_NAME =
  /\.(json|jsonl|ndjson|log|csv|parquet|gz)([.-]\d+)*(\.gz)?$|\d{4}(-\d\d){5}-[0-9a-f-]{16,36}$/i;

export function directorySourceName({ path }: DeclaredSource): string {
  return `directory:${path}`;
}

export function isLogName(path: string): boolean {
  return LOG_NAME.test(path);
}

export function createLook(options: DirectoryOptions): Look {
  /** Path → size and time of change when it was done: asked before the store is. */
  const done = new Map<string, string>();
  return async (signal) => {
    for (const declared of options.sources) {
      const source = directorySourceName(declared);
      for await (const file of openLogFiles([declared.path])) {
        if (signal?.aborted) return;
        if ('unreadable' in file) options.onProblem(file.path, new Error(file.unreadable));
        else if (file.isNamed || isLogName(file.path)) {
          const log = { ...hintsOf(file.path), ...declared.log };
          await takeFile({ ...options, signal, log }, source, file.path, done).catch(
            (error: unknown) => {
              if (!signal?.aborted) options.onProblem(file.path, error);
            },
          );
        }
      }
    }
  };
}

/** Options of one look, and whether it is to end. */
interface Looking extends DirectoryOptions {
  readonly signal: AbortSignal | undefined;
  readonly log: LogSource;
}

async function takeFile(
  options: Looking,
  source: string,
  path: string,
  done: Map<string, string>,
): Promise<void> {
  const { size, mtimeMs, ino } = await stat(path);
  const state = `${ino}-${size}-${mtimeMs}`;
  const before = done.get(path);
  if (before === state) return;
  const isStill = before === `${state}-rest`;
  let isAll = true;
  if (size > 0) {
    const opening = await openingOf(path);
    if (opening === undefined) await takeWhole(options, source, path, { size, version: state });
    else isAll = await takeLines(options, source, path, { size, ino, opening, isStill });
  }
  if (done.size >= DIRECTORY_FILES_KNOWN_MAX) done.clear();
  done.set(path, isAll ? state : `${state}-rest`);
}

/** A file that changes is read again from its start: events that were taken before are known. */
async function takeWhole(
  { pipeline, onTaken, signal, log }: Looking,
  source: string,
  path: string,
  { size, version }: { readonly size: number; readonly version: string },
): Promise<void> {
  const known = await pipeline.checkpointOf(source, path);
  if (known?.version === version && known.offset === size) return;
  const chunks = untilAborted(readObject(path), signal);
  const object = { source, object: path, version, from: 0, to: size, chunks, log };
  const outcome = await pipeline.processObject(object);
  onTaken?.(path, outcome);
}

/**
 * Fails where the server is to end, so that what was read since the last commit is left for the
 * next start: an end of the chunks would look like the end of the file.
 */
export async function* untilAborted(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    yield chunk;
  }
}

/**
 * Names a file of lines, whatever its path: rotation renames it. Another file may come under the
 * same path, and have the same inode: its first line differs.
 */
function linesName(ino: number, { start }: Opening): string {
  return `lines-${ino}-${createHash('sha256').update(start).digest('hex').slice(0, 32)}`;
}

interface LinesFile {
  readonly size: number;
  readonly ino: number;
  readonly opening: Opening;
  /** It has not changed since the last look. */
  readonly isStill: boolean;
}

/**
 * A file of lines goes on where it stood, unless it is another file or has been cut. False where a
 * last line has no end yet: it is taken at the next look if nothing has been added until then.
 */
async function takeLines(
  { pipeline, onTaken, signal, log }: Looking,
  source: string,
  path: string,
  { size, ino, opening, isStill }: LinesFile,
): Promise<boolean> {
  const name = linesName(ino, opening);
  const known = await pipeline.checkpointOf(source, name);
  let done = known !== undefined && known.offset <= size ? known.offset : 0;
  for await (const { from, to, bytes } of segmentsOf(path, done, isStill)) {
    signal?.throwIfAborted();
    const chunks = from > 0 && opening.header !== undefined ? [opening.header, bytes] : [bytes];
    const object = { source, object: name, version: name, from, to, chunks, log };
    const outcome = await pipeline.processObject(object);
    onTaken?.(path, outcome);
    done = to;
  }
  return done >= size;
}
