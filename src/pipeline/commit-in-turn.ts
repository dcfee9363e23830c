import type { Engine } from '../detect/create-engine.ts';
import { DetectionMemory } from '../detect/memory.ts';
import { firstUsageDay } from '../domain/usage.ts';
import type { Clock } from '../lib/clock.ts';
import { EVENT_FORGET_MINUTES, EVENT_MEMORY_DAYS } from '../limits.ts';
import type { Store } from '../store/store.ts';
import { type BatchContext, type BatchOutcome, commitBatch } from './commit-batch.ts';
import type { Batch } from './intake.ts';
import type { PipelineLists } from './pipeline-lists.ts';
import { createSerialQueue } from './serial-queue.ts';

export interface CommitterOptions {
  readonly store: Store;
  readonly engine: Engine;
  readonly lists: PipelineLists;
  readonly clock: Clock;
  readonly partitionOf: (region: string) => string | undefined;
}

/** Whom a batch comes from, and where reading it stands. */
export type Sender = Pick<BatchContext, 'source' | 'senderAccountId' | 'checkpoint'>;

export interface PipelineMetrics {
  /** What detections remember at the moment. */
  readonly memoryValues: number;
  /** What they forgot to make room, since the start. */
  readonly memoryDropped: number;
}

/**
 * Commits one batch at a time, so that what detections remember and what is stored stay in step.
 * After a failure the memory is read from the store again: whether the transaction had committed
 * is then answered by the store alone.
 */
export class Committer {
  readonly #options: CommitterOptions;
  readonly #inTurn = createSerialQueue();
  #memory: DetectionMemory | undefined;
  #droppedBefore = 0;
  #forgottenAt = Number.NEGATIVE_INFINITY;

  constructor(options: CommitterOptions) {
    this.#options = options;
  }

  commit(batch: Batch, sender: Sender): Promise<BatchOutcome> {
    return this.#inTurn(async () => {
      try {
        return await this.#commit(batch, sender);
      } catch (error) {
        this.#droppedBefore += this.#memory?.dropped ?? 0;
        this.#memory = undefined;
        throw error;
      }
    });
  }

  metrics(): PipelineMetrics {
    return {
      memoryValues: this.#memory?.size ?? 0,
      memoryDropped: this.#droppedBefore + (this.#memory?.dropped ?? 0),
    };
  }

  async #commit(batch: Batch, sender: Sender): Promise<BatchOutcome> {
    const { store, engine, clock, partitionOf, lists } = this.#options;
    const placeOf = lists.everybody.place;
    const now = clock.now();
    this.#memory ??= new DetectionMemory(await store.ingest.loadMemory());
    const memory = this.#memory.batch();
    const isTimeToForget = now - this.#forgottenAt >= EVENT_FORGET_MINUTES * 60_000;
    const outcome = await store.transaction(async (inside) => {
      if (isTimeToForget) {
        await inside.ingest.forgetEvents(now - EVENT_MEMORY_DAYS * 86_400_000);
        await inside.usage.forget(firstUsageDay(now));
      }
      const listsFor = lists.knownFor;
      const context = { engine, memory, partitionOf, placeOf, now, listsFor, ...sender };
      return await commitBatch(inside, batch, context);
    });
    memory.commit();
    if (isTimeToForget) this.#forgottenAt = now;
    return outcome;
  }
}
