import { AUDIT_BATCH_MAX, AUDIT_QUEUE_CHARS_MAX, AUDIT_QUEUE_MAX } from '../limits.ts';
import type { AuditEvent } from './audit-events.ts';

export interface QueueLimits {
  readonly eventsMax: number;
  readonly charsMax: number;
}

/** An account and Region whose trail misses events. */
export interface Loss {
  readonly accountId: string;
  readonly region: string;
  events: number;
}

/** What waits to be written, within bounds; what finds no room is counted for its account. */
export class AuditQueue {
  /** Events lost since the start. */
  lost = 0;
  readonly #events: AuditEvent[] = [];
  #losses = new Map<string, Loss>();
  readonly #limits: QueueLimits;
  #chars = 0;

  constructor(limits?: QueueLimits) {
    const ours = { eventsMax: AUDIT_QUEUE_MAX, charsMax: AUDIT_QUEUE_CHARS_MAX };
    this.#limits = limits ?? ours;
  }

  get length(): number {
    return this.#events.length;
  }

  add(event: AuditEvent): void {
    const chars = this.#chars + event.record.length;
    if (this.length < this.#limits.eventsMax && chars <= this.#limits.charsMax) {
      this.#put(event);
      return;
    }
    const { accountId, region } = event;
    const home = `${accountId} ${region}`;
    const loss = this.#losses.get(home) ?? { accountId, region, events: 0 };
    loss.events += 1;
    this.#losses.set(home, loss);
    this.lost += 1;
  }

  /** The oldest of what waits. They stay until they are `done`. */
  batch(): readonly AuditEvent[] {
    return this.#events.slice(0, AUDIT_BATCH_MAX);
  }

  done(batch: readonly AuditEvent[]): void {
    this.#events.splice(0, batch.length);
    for (const { record } of batch) this.#chars -= record.length;
  }

  /** Turns what was lost so far into events, for which there is always room: one for each trail. */
  tellLosses(eventOf: (loss: Loss) => AuditEvent): number {
    const losses = [...this.#losses.values()];
    this.#losses = new Map();
    for (const loss of losses) this.#put(eventOf(loss));
    return losses.reduce((sum, loss) => sum + loss.events, 0);
  }

  #put(event: AuditEvent): void {
    this.#events.push(event);
    this.#chars += event.record.length;
  }
}
