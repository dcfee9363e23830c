import {
  AUDIT_BATCH_MAX,
  AUDIT_FEED_CHARS_MAX,
  AUDIT_QUEUE_CHARS_MAX,
  AUDIT_QUEUE_MAX,
  AUDIT_SEGMENT_EVENTS_MAX,
} from '../limits.ts';
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

/** Events of one account and Region on their way into one segment. */
export interface Waiting {
  readonly accountId: string;
  readonly region: string;
  readonly firstId: string;
  readonly lastId: string;
  readonly events: number;
  readonly chars: number;
  /** The records, one a line. */
  readonly bytes: Uint8Array;
}

/** What waits to be written, within bounds; what finds no room is counted for its account. */
export class AuditQueue {
  /** Events that wait. */
  length = 0;
  /** Events lost since the start. */
  lost = 0;
  /** In the order in which they were begun. */
  readonly #lines: Lines[] = [];
  /** Those that take more, by account and Region. */
  readonly #open = new Map<string, Lines>();
  #losses = new Map<string, Loss>();
  readonly #limits: QueueLimits;
  #chars = 0;

  constructor(limits?: QueueLimits) {
    const ours = { eventsMax: AUDIT_QUEUE_MAX, charsMax: AUDIT_QUEUE_CHARS_MAX };
    this.#limits = limits ?? ours;
  }

  add(event: AuditEvent): void {
    const chars = this.#chars + event.record.length + 1;
    if (this.length < this.#limits.eventsMax && chars <= this.#limits.charsMax) {
      this.#put(event);
      return;
    }
    const { accountId, region } = event;
    const home = homeOf(event);
    const loss = this.#losses.get(home) ?? { accountId, region, events: 0 };
    loss.events += 1;
    this.#losses.set(home, loss);
    this.lost += 1;
  }

  /** The oldest of what waits. They stay as they are until they are `done`. */
  batch(): readonly Waiting[] {
    const batch: Lines[] = [];
    let events = 0;
    for (const lines of this.#lines) {
      if (events > 0 && events + lines.events > AUDIT_BATCH_MAX) break;
      events += lines.events;
      batch.push(lines);
      const home = homeOf(lines);
      if (this.#open.get(home) === lines) this.#open.delete(home);
    }
    return batch;
  }

  /** Answers how many events those were. */
  done(batch: readonly Waiting[]): number {
    this.#lines.splice(0, batch.length);
    const before = this.length;
    for (const { events, chars } of batch) {
      this.length -= events;
      this.#chars -= chars;
    }
    return before - this.length;
  }

  /** Turns what was lost so far into events, for which there is always room: one for each trail. */
  tellLosses(eventOf: (loss: Loss) => AuditEvent): number {
    const losses = [...this.#losses.values()];
    this.#losses = new Map();
    for (const loss of losses) this.#put(eventOf(loss));
    return losses.reduce((sum, loss) => sum + loss.events, 0);
  }

  /** Answers how many were lost since it was asked, where no trail is to say so. */
  forgetLosses(): number {
    const losses = [...this.#losses.values()];
    this.#losses = new Map();
    return losses.reduce((sum, loss) => sum + loss.events, 0);
  }

  #put(event: AuditEvent): void {
    const home = homeOf(event);
    let lines = this.#open.get(home);
    if (lines === undefined || lines.isFull) {
      lines = new Lines(event);
      this.#open.set(home, lines);
      this.#lines.push(lines);
    }
    lines.add(event);
    this.length += 1;
    this.#chars += event.record.length + 1;
  }
}

function homeOf({ accountId, region }: Pick<Waiting, 'accountId' | 'region'>): string {
  return `${accountId} ${region}`;
}

const BYTES_AT_FIRST = 2048;

/**
 * Records as bytes, outside the heap: thousands of texts that live for half a second would be
 * copied about by the collector, which cost more than making them.
 */
class Lines implements Waiting {
  readonly accountId: string;
  readonly region: string;
  readonly firstId: string;
  lastId: string;
  events = 0;
  chars = 0;
  #buffer = Buffer.allocUnsafeSlow(BYTES_AT_FIRST);
  #end = 0;

  constructor({ accountId, region, eventId }: AuditEvent) {
    this.accountId = accountId;
    this.region = region;
    this.firstId = eventId;
    this.lastId = eventId;
  }

  get isFull(): boolean {
    return this.events >= AUDIT_SEGMENT_EVENTS_MAX || this.chars >= AUDIT_FEED_CHARS_MAX;
  }

  get bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#end);
  }

  add({ eventId, record }: AuditEvent): void {
    const line = `${record}\n`;
    this.#makeRoom(Buffer.byteLength(line));
    this.#end += this.#buffer.write(line, this.#end);
    this.lastId = eventId;
    this.events += 1;
    this.chars += line.length;
  }

  #makeRoom(bytes: number): void {
    const needed = this.#end + bytes;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#buffer.length));
    this.#buffer.copy(larger, 0, 0, this.#end);
    this.#buffer = larger;
  }
}
