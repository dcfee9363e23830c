import { type Clock, isoMillis } from '../lib/clock.ts';
import { createWakeLoop, type WakeLoop } from '../lib/wake-loop.ts';
import {
  BACKGROUND_RETRY_SECONDS,
  DEAD_LETTERS_MAX,
  DELIVERY_NOTE_MILLIS,
  DELIVERY_POLL_SECONDS,
  DELIVERY_TRIES_MAX,
  OUTBOX_WAITING_MAX,
  SINK_FAILING_MINUTES,
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
  /** When the first of them was; undefined once that has been said aloud. */
  #failingSince: number | undefined;
  /** Until then the sink is left in peace. */
  #quietUntil = 0;

  constructor(
    private readonly sink: Sink,
    private readonly options: DeliveryOptions,
  ) {}

  async sendDue(): Promise<number> {
    const { store, clock, log } = this.options;
    const { name, itemsMax, sendsAhead = 1 } = this.sink;
    const keep = { waiting: OUTBOX_WAITING_MAX, dead: DEAD_LETTERS_MAX };
    const dropped = await store.outbox.trim(name, keep);
    if (dropped > 0) log.warn({ sink: name, dropped }, 'a queue was full: its oldest items went');
    let arrived = 0;
    while (!this.#isQuiet()) {
      const items = await store.outbox.due(name, clock.now(), itemsMax * sendsAhead);
      if (items.length === 0) break;
      arrived += await this.#send(items, itemsMax);
    }
    return arrived;
  }

  async millisToNext(): Promise<number> {
    const { store, clock } = this.options;
    const next = await store.outbox.nextDueAt([this.sink.name]);
    if (next === undefined) return Number.POSITIVE_INFINITY;
    return Math.max(0, Math.max(next, this.#quietUntil) - clock.now());
  }

  #isQuiet(): boolean {
    return this.options.clock.now() < this.#quietUntil;
  }

  /** Hands so many over at a time, until that fails; answers how many have arrived. */
  async #send(items: readonly OutboxItem[], size: number): Promise<number> {
    const { clock, store } = this.options;
    let total = 0;
    let arrived: OutboxItem[] = [];
    let since = clock.now();
    const note = async () => {
      if (arrived.length > 0) await store.outbox.delivered(arrived, clock.now());
      total += arrived.length;
      arrived = [];
      since = clock.now();
    };
    for (let at = 0; at < items.length && !this.#isQuiet(); at += size) {
      const group = items.slice(at, at + size);
      const failure = await this.#handOver(group);
      if (failure === undefined) {
        arrived.push(...group);
        if (clock.now() - since >= DELIVERY_NOTE_MILLIS) await note();
        continue;
      }
      await note();
      // Of several, one is refused for good: which, they say when they are sent alone.
      const isOneOfThem = group.length > 1 && isFinal(failure.error);
      if (isOneOfThem) total += await this.#send(group, 1);
      else await this.#fail(group, failure.error);
    }
    await note();
    return total;
  }

  async #handOver(items: readonly OutboxItem[]): Promise<{ readonly error: unknown } | undefined> {
    try {
      await this.sink.send(items);
    } catch (error) {
      return { error };
    }
    this.#failures = 0;
    this.#failingSince = undefined;
    return undefined;
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
    if (this.#failures === 1) this.#failingSince = now;
    this.#sayLong(now, lastError);
    this.#quietUntil = now + retryWaitMillis(this.#failures, random);
  }

  /** Once for each time that it fails for long: what is told of each try is easily overlooked. */
  #sayLong(now: number, error: string): void {
    const since = this.#failingSince;
    if (since === undefined || now - since < SINK_FAILING_MINUTES * 60_000) return;
    this.#failingSince = undefined;
    const about = { sink: this.sink.name, error, since: isoMillis(since) };
    this.options.log.error(about, 'a sink has taken nothing for long');
  }
}

function isFinal(error: unknown): boolean {
  return error instanceof DeliveryError && error.isFinal;
}
