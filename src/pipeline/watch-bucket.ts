import type { LogBucket, LogEntry } from '../ingest/log-bucket.ts';
import { hintsOf } from '../ingest/path-hints.ts';
import type { Clock } from '../lib/clock.ts';
import { BUCKET_FOLDER_OPEN_DAYS, DIRECTORY_FILES_KNOWN_MAX } from '../limits.ts';
import type { LogSource } from '../normalise/log-source.ts';
import type { IngestStore } from '../store/store.ts';
import type { Pipeline } from './create-pipeline.ts';
import { isLogName, type Look, type TakenTold, untilAborted } from './watch-directory.ts';

/** A folder of a bucket, and what its logs do not say of themselves. */
export interface DeclaredBucket {
  readonly bucket: string;
  /** Empty, or with a slash at its end. */
  readonly prefix: string;
  readonly log?: LogSource;
}

export interface BucketOptions extends TakenTold {
  readonly sources: readonly DeclaredBucket[];
  readonly pipeline: Pick<Pipeline, 'processObject' | 'checkpointOf'>;
  /** The service that the buckets are in. */
  readonly bucket: LogBucket;
  readonly checkpoints: Pick<IngestStore, 'getCheckpoint' | 'closeFolder'>;
  readonly clock: Clock;
}

/** What log delivery puts beside logs, and what Vedette and GuardDuty write themselves. */
const NO_LOGS = /\/(CloudTrail-Digest|CloudTrail-Insight|Config|GuardDuty|elasticloadbalancing)\/$/;

export function bucketSourceName({ bucket, prefix }: DeclaredBucket): string {
  return `s3://${bucket}/${prefix}`;
}

/**
 * Looks through the folders once, and takes in every object that is new. A folder of a day, a month
 * or a year that is long over and was taken in whole is not looked into again.
 */
export function createBucketLook(options: BucketOptions): Look {
  const known = new Known();
  return async (signal) => {
    for (const declared of options.sources) {
      const walk = new Walk(options, declared, known, signal);
      await walk.folder(declared.prefix).catch((error: unknown) => {
        if (!signal?.aborted) options.onProblem(bucketSourceName(declared), error);
      });
    }
  };
}

/** Objects and folders that are done: asked before the store is. */
class Known {
  readonly #done = new Set<string>();

  has(name: string): boolean {
    return this.#done.has(name);
  }

  add(name: string): void {
    if (this.#done.size >= DIRECTORY_FILES_KNOWN_MAX) this.#done.clear();
    this.#done.add(name);
  }
}

class Walk {
  readonly #source: string;

  constructor(
    private readonly options: BucketOptions,
    private readonly declared: DeclaredBucket,
    private readonly known: Known,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.#source = bucketSourceName(declared);
  }

  /** Answers whether all that is in it has been taken. */
  async folder(folder: string): Promise<boolean> {
    const { bucket, clock, checkpoints } = this.options;
    let isDone = true;
    let after: string | undefined;
    do {
      this.signal?.throwIfAborted();
      const level = await bucket.level(this.declared.bucket, folder, after);
      for (const entry of level.objects) isDone = (await this.#object(entry)) && isDone;
      for (const inner of level.folders) {
        if (NO_LOGS.test(inner) || (await this.#isClosed(inner))) continue;
        isDone = (await this.folder(inner)) && isDone;
      }
      after = level.next;
    } while (after !== undefined);
    if (isDone && isOver(folder, clock.now())) {
      await checkpoints.closeFolder(this.#source, folder, clock.now());
      this.known.add(`${this.#source} ${folder}`);
    }
    return isDone;
  }

  async #isClosed(folder: string): Promise<boolean> {
    if (endOf(folder) === undefined) return false;
    const name = `${this.#source} ${folder}`;
    if (this.known.has(name)) return true;
    const mark = await this.options.checkpoints.getCheckpoint(this.#source, folder);
    if (mark !== undefined) this.known.add(name);
    return mark !== undefined;
  }

  async #object(entry: LogEntry): Promise<boolean> {
    const { pipeline, bucket, onTaken, onProblem } = this.options;
    const { key, etag, bytes } = entry;
    const name = `${this.#source} ${key} ${etag}`;
    if (bytes === 0 || !isLogName(key) || this.known.has(name)) return true;
    this.signal?.throwIfAborted();
    try {
      const checkpoint = await pipeline.checkpointOf(this.#source, key);
      if (checkpoint?.version !== etag || checkpoint.offset !== bytes) {
        const whole = await bucket.read(this.declared.bucket, entry);
        const chunks = untilAborted(whole, this.signal);
        const log = { ...hintsOf(key), ...this.declared.log };
        const place = { source: this.#source, object: key, version: etag };
        const object = { ...place, from: 0, to: bytes, chunks, log };
        const outcome = await pipeline.processObject(object);
        onTaken?.(`s3://${this.declared.bucket}/${key}`, outcome);
      }
      this.known.add(name);
      return true;
    } catch (error) {
      this.signal?.throwIfAborted();
      onProblem(`s3://${this.declared.bucket}/${key}`, error);
      return false;
    }
  }
}

/** `…/2026/`, `…/2026/01/`, `…/2026/01/31/`, and as Hive writes them. */
const DATED = /(?:^|\/)(?:year=)?(20\d\d)\/(?:(?:month=)?(\d\d)\/(?:(?:day=)?(\d\d)\/)?)?$/;

/** The first moment after the folder's day, month or year; undefined for a folder of no time. */
export function endOf(folder: string): number | undefined {
  const [, year, month, day] = DATED.exec(folder) ?? [];
  if (year === undefined) return undefined;
  if (month === undefined) return Date.UTC(Number(year) + 1, 0);
  if (day === undefined) return Date.UTC(Number(year), Number(month));
  return Date.UTC(Number(year), Number(month) - 1, Number(day) + 1);
}

function isOver(folder: string, now: number): boolean {
  const end = endOf(folder);
  return end !== undefined && now - end > BUCKET_FOLDER_OPEN_DAYS * 86_400_000;
}
