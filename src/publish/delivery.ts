import type { Clock } from '../lib/clock.ts';
import { createWakeLoop, type WakeLoop } from '../lib/wake-loop.ts';
import {
  BACKGROUND_RETRY_SECONDS,
  DEAD_LETTERS_MAX,
  DELIVERY_POLL_SECONDS,
  DELIVERY_TRIES_MAX,
  OUTBOX_WAITING_MAX,
} from '../limits.ts';
import type { OutboxItem, Store } from '../store/store.ts';
import { DeliveryError, wordOf } from './delivery-error.ts';
import { retryWaitMillis } from './retry-wait.ts';
import type { Sink } from './sink.ts';

export interface DeliveryOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** From 0 to 1, for waits between tries. */
  readonly random: () => number;
  readonly log: {
    warn(about: object, text: string): void;
    error(about: object, text: string): void;
  };
}

/** Carries what waits for one sink to it, as long as the server runs. */
export interface Delivery {
  readonly sink: Sink;
  /** Something was added. */
  wake(): void;
  /** Sends what is due now; answers how many items arrived. Never two at a time. */
  sendDue(): Promise<number>;
  close(): Promise<void>;
}

export function createDelivery(sink: Sink, options: DeliveryOptions): Delivery {
  const sender = new Sender(sink, options);
  let timer: NodeJS.Timeout | undefined;
  const loop: WakeLoop = createWakeLoop(
    async () => {
      clearTimeout(timer);
      await sender.sendDue();
      const millis = Math.min(await sender.millisToNext(), DELIVERY_POLL_SECONDS * 1000);
      timer = setTimeout(() => loop.wake(), millis).unref();
    },
    {
      retryMillis: BACKGROUND_RETRY_SECONDS * 1000,
      onError: (error) => {
        const about = { sink: sink.name, err: error };
        options.log.error(about, 'the queue of a sink could not be read and is tried again');
      },
    },
  );
  return {
    sink,
    wake: () => loop.wake(),
    sendDue: () => sender.sendDue(),
    async close() {
      clearTimeout(timer);
      await loop.close();
      clearTimeout(timer);
      await sink.close?.();
    },
  };
}

class Sender {
  /** Failures of the sink one after another; whose items they were does not matter. */
  #failures = 0;
  /** Until then the sink is left in peace. */
  #quietUntil = 0;

  constructor(
    private readonly sink: Sink,
    private readonly options: DeliveryOptions,
  ) {}

  async sendDue(): Promise<number> {
    const { store, clock, log } = this.options;
    const { name, itemsMax } = this.sink;
    const keep = { waiting: OUTBOX_WAITING_MAX, dead: DEAD_LETTERS_MAX };
    const dropped = await store.outbox.trim(name, keep);
    if (dropped > 0) log.warn({ sink: name, dropped }, 'a queue was full: its oldest items went');
    let arrived = 0;
    while (clock.now() >= this.#quietUntil) {
      const items = await store.outbox.due(name, clock.now(), itemsMax);
      if (items.length === 0) break;
      arrived += await this.#try(items);
    }
    return arrived;
  }

  async millisToNext(): Promise<number> {
    const { store, clock } = this.options;
    const next = await store.outbox.nextDueAt([this.sink.name]);
    if (next === undefined) return Number.POSITIVE_INFINITY;
    return Math.max(0, Math.max(next, this.#quietUntil) - clock.now());
  }

  /** Answers how many have arrived. */
  async #try(items: readonly OutboxItem[]): Promise<number> {
    const { store, clock } = this.options;
    try {
      await this.sink.send(items);
    } catch (error) {
      if (items.length > 1 && isFinal(error)) return await this.#tryEach(items);
      await this.#fail(items, error);
      return 0;
    }
    this.#failures = 0;
    await store.outbox.delivered(items, clock.now());
    return items.length;
  }

  /** One of them is refused for good: which, they say when they are sent alone. */
  async #tryEach(items: readonly OutboxItem[]): Promise<number> {
    let arrived = 0;
    for (const item of items) {
      if (this.options.clock.now() >= this.#quietUntil) arrived += await this.#try([item]);
    }
    return arrived;
  }

  async #fail(items: readonly OutboxItem[], error: unknown): Promise<void> {
    const { store, clock, random, log } = this.options;
    const now = clock.now();
    const lastError = wordOf(error);
    const refused = isFinal(error);
    const failed = items.map((item) => {
      const tries = item.tries + 1;
      const dead = refused || tries >= DELIVERY_TRIES_MAX;
      const dueAt = now + retryWaitMillis(tries, random);
      return { ...item, tries, lastError, dead, dueAt };
    });
    await store.outbox.failed(failed, now);
    const dead = failed.filter((item) => item.dead).length;
    log.warn({ sink: this.sink.name, error: lastError, dead }, 'a sink did not take what was sent');
    // A refusal of one thing says nothing of the next one.
    if (refused) return;
    this.#failures += 1;
    this.#quietUntil = now + retryWaitMillis(this.#failures, random);
  }
}

function isFinal(error: unknown): boolean {
  return error instanceof DeliveryError && error.isFinal;
}
