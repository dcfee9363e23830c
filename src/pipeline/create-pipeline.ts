import { setTimeout as delay } from 'node:timers/promises';
import type { PushOutcome, RecordPush } from '../domain/record-push.ts';
import { ServiceError } from '../lib/service-error.ts';
import { BATCH_QUEUE_MAX, EVENT_AHEAD_HOURS, PUSH_INFLATED_BYTES_MAX } from '../limits.ts';
import type { Head } from '../normalise/event.ts';
import type { LogSource } from '../normalise/log-source.ts';
import type { BatchOutcome } from './commit-batch.ts';
import { Committer, type CommitterOptions, type PipelineMetrics } from './commit-in-turn.ts';
import { idsByCount, idsByOffset } from './event-id.ts';
import { type Batch, takeIn } from './intake.ts';
import { knownInterfaces } from './known-interfaces.ts';
import { createQuota, type QuotaLimits } from './quota.ts';

export interface PipelineOptions extends CommitterOptions {
  readonly quota?: QuotaLimits;
  /** Events in one commit; tests lower it. */
  readonly batchEventsMax?: number;
  /** How a directory source waits for its quota. */
  readonly wait?: (millis: number) => Promise<unknown>;
}

/** One object of a source that the operator declared: a file, or a stretch of a growing one. */
export interface LogObject {
  /** `directory:/logs`: names counters and checkpoints. */
  readonly source: string;
  /** Path within the source. */
  readonly object: string;
  /** Names the content: a checkpoint of another version is void. */
  readonly version: string;
  /** Bytes of the file where the chunks begin and end. */
  readonly from: number;
  readonly to: number;
  readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** What was declared of it. */
  readonly log?: LogSource;
}

/** Where reading an object stands, as it is stored. */
export interface Checkpoint {
  readonly version: string;
  /** Everything before this byte is done. */
  readonly offset: number;
  /** Records after it that are done as well. */
  readonly records: number;
}

export interface Pipeline {
  /** Takes the sender's own records. ThrottlingException over the quota: nothing is stored then. */
  putRecords(push: RecordPush): Promise<PushOutcome>;
  /** Takes records of any account, from where the object's checkpoint says. */
  processObject(object: LogObject): Promise<PushOutcome>;
  /** The checkpoint of an object, if it has one. */
  checkpointOf(source: string, object: string): Promise<Checkpoint | undefined>;
  metrics(): PipelineMetrics;
}

/** From records to findings: each batch is committed whole, one at a time, in the order it came. */
export function createPipeline(options: PipelineOptions): Pipeline {
  const committer = new Committer(options);
  const checkpointOf = async (source: string, object: string) => {
    const state = await options.store.ingest.getCheckpoint(source, object);
    return state === undefined ? undefined : (JSON.parse(state) as Checkpoint);
  };
  return {
    putRecords: pushIntake(options, committer),
    processObject: objectIntake(options, committer, checkpointOf),
    checkpointOf,
    metrics: () => committer.metrics(),
  };
}

function pushIntake(options: PipelineOptions, committer: Committer): Pipeline['putRecords'] {
  const { partitionOf } = options;
  const quota = createQuota(options.clock, options.quota);
  let waiting = 0;

  return async ({ accountId, region: callRegion, body, log }) => {
    if (waiting >= BATCH_QUEUE_MAX) throw throttled('Too many pushes are waiting.');
    if (quota.waitMillis(accountId) > 0) throw throttled('The ingest quota is used up.');
    quota.spend(accountId, { records: 0, bytes: body.byteLength });
    const total = new Outcome();
    waiting += 1;
    try {
      await takeIn([body], {
        wants: wanted(options),
        owns: (owner) => owner === accountId,
        // Logs that name no account or Region are of whoever sends them, and of where to.
        source: { ...log, accountId, region: callRegion },
        interfaces: knownInterfaces(options.lists.everybody.inventory),
        ids: idsByCount(),
        // A Region that no partition knows can have no detector, so that its records would never
        // be looked at: they are filed where their owner has sent them.
        regionOf: (region) => (partitionOf(region) === undefined ? callRegion : region),
        skipRecords: 0,
        timeMax: latestTime(options),
        inflatedBytesMax: PUSH_INFLATED_BYTES_MAX,
        commit: async (batch) => {
          quota.spend(accountId, { records: recordsOf(batch), bytes: 0 });
          const sender = { source: 'push', senderAccountId: accountId };
          total.add(batch, await committer.commit(batch, sender));
        },
        ...(options.batchEventsMax !== undefined && { eventsMax: options.batchEventsMax }),
      });
    } finally {
      waiting -= 1;
    }
    return total.outcome();
  };
}

/** Which records become events: those that a detection may read. */
function wanted({ engine, lists }: PipelineOptions): (head: Head) => boolean {
  return (head) => engine.wants(head, lists.everybody);
}

/** Of an event that is taken, milliseconds. */
function latestTime({ clock }: PipelineOptions): number {
  return clock.now() + EVENT_AHEAD_HOURS * 3_600_000;
}

function objectIntake(
  options: PipelineOptions,
  committer: Committer,
  checkpointOf: Pipeline['checkpointOf'],
): Pipeline['processObject'] {
  const quota = createQuota(options.clock, options.quota);

  /** Nobody can be told to come again: the source waits, and takes less for a while. */
  async function keepToQuota(batch: Batch): Promise<void> {
    for (const { accountId, records } of batch.tallies.values()) {
      quota.spend(accountId, { records, bytes: 0 });
      const millis = quota.waitMillis(accountId);
      if (millis > 0) await (options.wait ?? delay)(millis);
    }
  }

  return async ({ source, object, version, from, to, chunks, log = {} }) => {
    const known = await checkpointOf(source, object);
    const goesOn = known?.version === version && known.offset === from;
    const total = new Outcome();
    await takeIn(chunks, {
      wants: wanted(options),
      owns: () => true,
      regionOf: (region) => region,
      source: log,
      interfaces: knownInterfaces(options.lists.everybody.inventory),
      ids: idsByOffset(from),
      skipRecords: goesOn ? known.records : 0,
      timeMax: latestTime(options),
      commit: async (batch, records, isLast) => {
        const done: Checkpoint = isLast
          ? { version, offset: to, records: 0 }
          : { version, offset: from, records };
        const checkpoint = { object, state: JSON.stringify(done) };
        total.add(batch, await committer.commit(batch, { source, checkpoint }));
        await keepToQuota(batch);
      },
      ...(options.batchEventsMax !== undefined && { eventsMax: options.batchEventsMax }),
    });
    return total.outcome();
  };
}

class Outcome {
  readonly #sum = { accepted: 0, duplicates: 0, findings: 0 };
  readonly #refused: Record<string, number> = {};

  add(batch: Batch, committed: BatchOutcome): void {
    this.#sum.accepted += committed.accepted;
    this.#sum.duplicates += committed.duplicates;
    this.#sum.findings += committed.findings;
    this.#refuse('OTHER_ACCOUNT', batch.otherAccounts);
    this.#refuse('NOT_MONITORED', committed.notMonitored);
    this.#refuse('UNREADABLE', batch.unreadable);
  }

  outcome(): PushOutcome {
    return { ...this.#sum, refused: this.#refused };
  }

  #refuse(reason: string, count: number): void {
    if (count > 0) this.#refused[reason] = (this.#refused[reason] ?? 0) + count;
  }
}

function recordsOf(batch: Batch): number {
  let records = batch.otherAccounts + batch.unreadable;
  for (const tally of batch.tallies.values()) records += tally.records;
  return records;
}

function throttled(why: string): ServiceError {
  return new ServiceError('ThrottlingException', 429, `${why} Send again in a minute.`);
}
