import { existsSync } from 'node:fs';
import type { LogBucket } from '../ingest/log-bucket.ts';
import type { Clock } from '../lib/clock.ts';
import { BUCKET_POLL_SECONDS, PROBLEMS_TOLD_MAX } from '../limits.ts';
import type { IngestStore } from '../store/store.ts';
import type { Pipeline } from './create-pipeline.ts';
import { bucketSourceName, createBucketLook, type DeclaredBucket } from './watch-bucket.ts';
import {
  type DeclaredSource,
  directorySourceName,
  lookAgain,
  type TakenTold,
  type Watch,
  watchDirectory,
} from './watch-directory.ts';

/** What the operator declared: on this machine, or in a bucket. */
export type AnySource = DeclaredSource | DeclaredBucket;

export interface WatchParts {
  readonly pipeline: Pipeline;
  readonly ingest: IngestStore;
  readonly clock: Clock;
  /** The service that buckets are looked for in. */
  readonly logs: () => LogBucket;
  readonly log: {
    info(about: object, text: string): void;
    warn(about: object, text: string): void;
  };
}

/** A path that is missing at the start is a slip of the operator; later it may come and go. */
export function checkedSources(sources: readonly AnySource[]): readonly AnySource[] {
  const missing = sources.find((source) => 'path' in source && !existsSync(source.path));
  if (missing !== undefined && 'path' in missing) {
    throw new Error(`The source ${missing.path} does not exist.`);
  }
  return sources;
}

/** As counters, checkpoints and events name it. */
export function sourceName(source: AnySource): string {
  return 'path' in source ? directorySourceName(source) : bucketSourceName(source);
}

/** Watches all of them; the account is whose silence a source's silence is. */
export async function watchSources(
  sources: readonly AnySource[],
  accountId: string,
  parts: WatchParts,
): Promise<Watch> {
  const { pipeline, ingest, clock, log, logs } = parts;
  await ingest.declareSources(accountId, sources.map(sourceName), clock.now());
  const told = tellOnce(log);
  const directories = sources.filter((source) => 'path' in source);
  const buckets = sources.filter((source) => 'bucket' in source);
  const watches: Watch[] = [];
  if (directories.length > 0) {
    watches.push(watchDirectory({ sources: directories, pipeline, ...told }));
  }
  if (buckets.length > 0) {
    const given = { sources: buckets, pipeline, clock, checkpoints: ingest, bucket: logs() };
    watches.push(lookAgain(createBucketLook({ ...given, ...told }), BUCKET_POLL_SECONDS * 1000));
  }
  return {
    wake() {
      for (const watch of watches) watch.wake();
    },
    async close() {
      await Promise.all(watches.map((watch) => watch.close()));
    },
  };
}

/** A path that stays unreadable is told once, and again when it fails in another way. */
function tellOnce(log: WatchParts['log']): Required<TakenTold> {
  const told = new Map<string, string>();
  return {
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
  };
}
