import type { Trail } from '../api/handle-request.ts';
import type { ServedCall } from '../api/served-call.ts';
import type { AuditPage, AuditQuery } from '../domain/audit.ts';
import type { ServedS3Request } from '../domain/served-s3-request.ts';
import type { Clock } from '../lib/clock.ts';
import { createOrderedUuids, timeOrderedStart } from '../lib/ids.ts';
import { createWakeLoop, type WakeLoop } from '../lib/wake-loop.ts';
import {
  AUDIT_BATCH_MAX,
  AUDIT_FORGET_BATCH,
  AUDIT_KEPT_DAYS,
  AUDIT_LINGER_MILLIS,
  BACKGROUND_RETRY_SECONDS,
} from '../limits.ts';
import type { Store } from '../store/store.ts';
import {
  type AuditEvent,
  auditEvents,
  lossEvent,
  type ServiceNote,
  serviceEvent,
} from './audit-events.ts';
import { AuditQueue, type Loss, type QueueLimits } from './audit-queue.ts';
import { DataEvents } from './data-events.ts';
import { feedDetection, type Intake } from './feed-detection.ts';
import { lookUp } from './look-up.ts';
import { homesOf, s3Events } from './s3-events.ts';
import { segmentsOf } from './segments-of.ts';

interface Log {
  error(about: object, text: string): void;
  warn(about: object, text: string): void;
}

export interface AuditOptions {
  readonly store: Pick<Store, 'audit' | 'detectors' | 'transaction'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Where detection takes the events in; absent where it is not to look at them. */
  readonly intake?: Intake | undefined;
  /** What may wait; tests lower it. */
  readonly queue?: QueueLimits;
}

export interface AuditMetrics {
  readonly waiting: number;
  readonly written: number;
  /** Events that found no room in the queue. Their accounts' trails say so as well. */
  readonly lost: number;
  /** Requests that are in nobody's trail, since nobody proved to have sent them. */
  readonly unattributed: number;
}

export interface Audit extends Trail {
  /** Has detection look at what was written before the start and is still to be judged. */
  start(): void;
  /** Keeps a request to the embedded S3, or has detection look at it. Must not throw. */
  servedS3(request: ServedS3Request): void;
  /** Keeps what happened without a call. Must not throw. */
  note(note: ServiceNote): void;
  /** Everything that was answered before is in what it looks at. */
  lookUp(query: AuditQuery): Promise<AuditPage>;
  /** Deletes what is older than it is kept for, and tells the log of requests in no trail. */
  sweep(): Promise<void>;
  metrics(): AuditMetrics;
  /** Writes what waits. Says so to the log where that fails. */
  close(): Promise<void>;
}

/**
 * The trail of calls. A call costs its record's text and a place in the queue; what waits is
 * written together, after the answers, and again where writing failed.
 */
export async function createAudit(options: AuditOptions): Promise<Audit> {
  return new AuditTrail(options, await options.store.audit.lastId());
}

class AuditTrail implements Audit {
  readonly #options: AuditOptions;
  readonly #newId: (millis: number) => string;
  readonly #queue: AuditQueue;
  readonly #feed: WakeLoop | undefined;
  readonly #dataEvents: DataEvents | undefined;
  #writing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #written = 0;
  #unattributed = 0;
  /** How many of those the log was told of. */
  #told = 0;

  constructor(options: AuditOptions, lastId: string | undefined) {
    const { store, intake, log, queue } = options;
    this.#options = options;
    this.#newId = createOrderedUuids(lastId);
    this.#queue = new AuditQueue(queue);
    this.#feed = intake && createFeed(store, intake, log);
    this.#dataEvents = intake && new DataEvents({ ...options, intake });
  }

  start(): void {
    this.#feed?.wake();
  }

  served(call: ServedCall): void {
    this.#keep(auditEvents(call, this.#options.clock.now(), this.#newId));
  }

  servedS3(request: ServedS3Request): void {
    if (request.isData) this.#dataEvents?.served(request);
    else this.#keep(s3Events(request, homesOf(request), this.#options.clock.now(), this.#newId));
  }

  note(note: ServiceNote): void {
    const now = this.#options.clock.now();
    this.#keep([serviceEvent(note, now, this.#newId(now))]);
  }

  unattributed(): void {
    this.#unattributed += 1;
  }

  async lookUp(query: AuditQuery): Promise<AuditPage> {
    await this.#flush();
    return await lookUp(this.#options.store, query);
  }

  async sweep(): Promise<void> {
    const { store, clock, log } = this.#options;
    const requests = this.#unattributed - this.#told;
    if (requests > 0) {
      const text = 'requests came whose senders proved no identity: they are in no trail';
      log.warn({ requests }, text);
      this.#told += requests;
    }
    const before = timeOrderedStart(clock.now() - AUDIT_KEPT_DAYS * 86_400_000);
    let gone: number;
    do gone = await store.audit.forget(before, AUDIT_FORGET_BATCH);
    while (gone === AUDIT_FORGET_BATCH);
  }

  metrics(): AuditMetrics {
    const { length: waiting, lost } = this.#queue;
    return { waiting, written: this.#written, lost, unattributed: this.#unattributed };
  }

  async close(): Promise<void> {
    await this.#flush();
    clearTimeout(this.#timer);
    await this.#dataEvents?.close();
    await this.#feed?.close();
    const { length: events } = this.#queue;
    if (events > 0) this.#options.log.error({ events }, 'calls are missing in the trail');
  }

  #keep(events: readonly AuditEvent[]): void {
    for (const event of events) this.#queue.add(event);
    if (this.#queue.length >= AUDIT_BATCH_MAX) void this.#write();
    else this.#writeIn(AUDIT_LINGER_MILLIS);
  }

  /** A write under way may have begun before the last answer was given. */
  async #flush(): Promise<void> {
    await this.#writing;
    await this.#write();
  }

  #write(): Promise<void> {
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }

  #writeIn(millis: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#write();
    }, millis);
  }

  async #writeAll(): Promise<void> {
    const { store, log } = this.#options;
    this.#tellLosses();
    try {
      for (;;) {
        const batch = this.#queue.batch();
        if (batch.length === 0) return;
        const segments = await segmentsOf(batch);
        await store.transaction((inside) => inside.audit.add(segments));
        this.#written += this.#queue.done(batch);
        this.#feed?.wake();
      }
    } catch (error) {
      log.error({ err: error }, 'the trail of calls could not be written and is tried again');
      this.#writeIn(BACKGROUND_RETRY_SECONDS * 1000);
    }
  }

  #tellLosses(): void {
    const { clock, log } = this.#options;
    const now = clock.now();
    const eventOf = (loss: Loss) => lossEvent(loss, loss.events, now, this.#newId(now));
    const events = this.#queue.tellLosses(eventOf);
    if (events > 0) log.error({ events }, 'calls found no room in the queue of the trail');
  }
}

function createFeed(store: Pick<Store, 'audit'>, intake: Intake, log: Log): WakeLoop {
  // One batch at a time, so that the end of the server does not wait for all that is behind.
  const work = async () => {
    if (await feedDetection(store, intake)) feed.wake();
  };
  const feed = createWakeLoop(work, {
    retryMillis: BACKGROUND_RETRY_SECONDS * 1000,
    onError: (error) => log.error({ err: error }, 'calls could not be judged and are tried again'),
  });
  return feed;
}
