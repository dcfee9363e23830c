import { stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { PushOutcome } from '../domain/record-push.ts';
import { openLogFiles } from '../ingest/open-log-files.ts';
import { readObject } from '../ingest/read-object.ts';
import { DIRECTORY_FILES_KNOWN_MAX, DIRECTORY_POLL_SECONDS } from '../limits.ts';
import type { Pipeline } from './create-pipeline.ts';
import { holdsLines, segmentsOf } from './growing-file.ts';

export interface DirectoryOptions {
  /** Files and directories that the operator declared: records of any account are taken. */
  readonly paths: readonly string[];
  readonly pipeline: Pick<Pipeline, 'processObject' | 'checkpointOf'>;
  /** After each file, or stretch of one, that was taken in. */
  readonly onTaken?: (path: string, outcome: PushOutcome) => void;
  /** A file that cannot be opened, or was not committed: it is tried again at the next look. */
  readonly onProblem: (path: string, error: unknown) => void;
}

/** Looks once: takes what is new since the checkpoints. */
export type Look = (signal?: AbortSignal) => Promise<void>;

export interface Watch {
  /** Resolves when the file under way has been committed. */
  close(): Promise<void>;
}

/** Looks again and again. */
export function watchDirectory(
  options: DirectoryOptions & { readonly pollMillis?: number },
): Watch {
  const look = createLook(options);
  const stop = new AbortController();
  const running = (async () => {
    while (!stop.signal.aborted) {
      await look(stop.signal);
      await delay(options.pollMillis ?? DIRECTORY_POLL_SECONDS * 1000, undefined, {
        signal: stop.signal,
      }).catch(() => undefined);
    }
  })();
  return {
    async close() {
      stop.abort();
      await running;
    },
  };
}

/** What delivery writes. A file that was declared by itself is taken whatever its name. */
const LOG_NAME = /\.(json|jsonl|ndjson|log)(\.gz)?$/i;

export function createLook(options: DirectoryOptions): Look {
  /** Path → size and time of change when it was done: asked before the store is. */
  const done = new Map<string, string>();
  return async (signal) => {
    for (const declared of options.paths) {
      const source = `directory:${declared}`;
      for await (const file of openLogFiles([declared])) {
        if (signal?.aborted) return;
        if ('unreadable' in file) options.onProblem(file.path, new Error(file.unreadable));
        else if (file.isNamed || LOG_NAME.test(file.path)) {
          await takeFile(options, source, file.path, done).catch((error: unknown) =>
            options.onProblem(file.path, error),
          );
        }
      }
    }
  };
}

async function takeFile(
  options: DirectoryOptions,
  source: string,
  path: string,
  done: Map<string, string>,
): Promise<void> {
  const { size, mtimeMs, ino } = await stat(path);
  const state = `${ino}-${size}-${mtimeMs}`;
  if (done.get(path) === state) return;
  if (size > 0) {
    if (await holdsLines(path)) await takeLines(options, source, path, { size, ino });
    else await takeWhole(options, source, path, { size, version: state });
  }
  if (done.size >= DIRECTORY_FILES_KNOWN_MAX) done.clear();
  done.set(path, state);
}

/** A file that changes is read again from its start: events that were taken before are known. */
async function takeWhole(
  { pipeline, onTaken }: DirectoryOptions,
  source: string,
  path: string,
  { size, version }: { readonly size: number; readonly version: string },
): Promise<void> {
  const known = await pipeline.checkpointOf(source, path);
  if (known?.version === version && known.offset === size) return;
  const chunks = readObject(path);
  const object = { source, object: path, version, from: 0, to: size, chunks };
  const outcome = await pipeline.processObject(object);
  onTaken?.(path, outcome);
}

/** A file of lines goes on where it stood, unless it is another file or has been cut. */
async function takeLines(
  { pipeline, onTaken }: DirectoryOptions,
  source: string,
  path: string,
  { size, ino }: { readonly size: number; readonly ino: number },
): Promise<void> {
  const version = `lines-${ino}`;
  const known = await pipeline.checkpointOf(source, path);
  const goesOn = known?.version === version && known.offset <= size;
  for await (const { from, to, bytes } of segmentsOf(path, goesOn ? known.offset : 0)) {
    const object = { source, object: path, version, from, to, chunks: [bytes] };
    const outcome = await pipeline.processObject(object);
    onTaken?.(path, outcome);
  }
}
