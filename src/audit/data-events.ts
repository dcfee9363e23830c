import type { ServedS3Request } from '../domain/served-s3-request.ts';
import type { Clock } from '../lib/clock.ts';
import { createOrderedUuids, uuid } from '../lib/ids.ts';
import {
  AUDIT_LINGER_MILLIS,
  BACKGROUND_RETRY_SECONDS,
  DATA_EVENTS_LOOK_SECONDS,
} from '../limits.ts';
import type { Store } from '../store/store.ts';
import { AuditQueue, type QueueLimits, type Waiting } from './audit-queue.ts';
import type { Intake } from './feed-detection.ts';
import { homesOf, s3Events } from './s3-events.ts';

export interface DataEventsOptions {
  readonly store: Pick<Store, 'detectors'>;
  readonly clock: Clock;
  readonly log: { error(about: object, text: string): void };
  readonly intake: Intake;
  /** What may wait; tests lower it. */
  readonly queue?: QueueLimits;
}

/**
 * Requests for objects, on their way to detection and nowhere else: AWS's trails leave them out
 * unless told otherwise, and GuardDuty reads a stream of its own. Only what an account wants to be
 * looked at is made an event; what a crash finds waiting is lost.
 */
export class DataEvents {
  readonly #options: DataEventsOptions;
  readonly #newId = createOrderedUuids(undefined);
  readonly #queue: AuditQueue;
  /** Whether events of an account and Region are looked at, as it was when somebody looked. */
  readonly #wanted = new Map<string, { readonly isWanted: boolean; readonly at: number }>();
  /** Names what is handed over since the start. */
  readonly #version = uuid();
  #handed = 0;
  #giving: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: DataEventsOptions) {
    this.#options = options;
    this.#queue = new AuditQueue(options.queue);
  }

  served(request: ServedS3Request): void {
    const now = this.#options.clock.now();
    const homes = homesOf(request).filter((id) => this.#mayBeWanted(id, request.region, now));
    if (homes.length === 0) return;
    for (const event of s3Events(request, homes, now, this.#newId)) this.#queue.add(event);
    this.#giveIn(AUDIT_LINGER_MILLIS);
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#giving;
    await this.#give();
    clearTimeout(this.#timer);
  }

  /** Nobody has looked of late: then its events wait, and are dropped where they are not wanted. */
  #mayBeWanted(accountId: string, region: string, now: number): boolean {
    const known = this.#wanted.get(`${accountId} ${region}`);
    return !known || known.isWanted || now - known.at >= DATA_EVENTS_LOOK_SECONDS * 1000;
  }

  #giveIn(millis: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#give();
    }, millis);
  }

  #give(): Promise<void> {
    this.#giving ??= this.#giveAll().finally(() => {
      this.#giving = undefined;
    });
    return this.#giving;
  }

  async #giveAll(): Promise<void> {
    const { log } = this.#options;
    const events = this.#queue.forgetLosses();
    if (events > 0) log.error({ events }, 'requests for objects came too fast to be looked at');
    try {
      for (;;) {
        const [first] = this.#queue.batch();
        if (first === undefined) return;
        if (await this.#isWanted(first)) await this.#handOver(first);
        this.#queue.done([first]);
      }
    } catch (error) {
      log.error({ err: error }, 'requests for objects could not be judged and are tried again');
      this.#giveIn(BACKGROUND_RETRY_SECONDS * 1000);
    }
  }

  async #isWanted({ accountId, region }: Waiting): Promise<boolean> {
    const { store, clock } = this.#options;
    const detector = await store.detectors.get(accountId, region);
    const isOn = detector?.features.S3_DATA_EVENTS?.status === 'ENABLED';
    const isWanted = isOn && detector.enabled;
    this.#wanted.set(`${accountId} ${region}`, { isWanted, at: clock.now() });
    return isWanted;
  }

  async #handOver({ bytes }: Waiting): Promise<void> {
    const from = this.#handed;
    const at = { source: 'audit', object: 's3', version: this.#version, from, to: from + 1 };
    await this.#options.intake.processObject({ ...at, chunks: chunksOf(bytes) });
    this.#handed = from + 1;
  }
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
