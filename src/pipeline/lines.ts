import { createHash } from 'node:crypto';
import type { Event } from '../normalise/event.ts';

/**
 * Logs whose records have no ids, and of which there are too many to remember each. Logins have
 * none either, but are few: each is known by what it says.
 */
export function isLine({ kind }: Pick<Event, 'kind'>): boolean {
  return kind === 'flow' || kind === 'dns';
}

/**
 * Lines that are committed together have one id together, a digest of what they say: what is
 * remembered of them costs no more for a thousand than for one. Whoever sends the same body again,
 * or reads a copy of the same file, comes to the same batches.
 */
export class Lines {
  #events: Event[] = [];
  #hash = createHash('sha256');

  get length(): number {
    return this.#events.length;
  }

  add(event: Event, region: string): void {
    const filed = { ...event, region };
    this.#hash.update(JSON.stringify(filed));
    this.#events.push(filed);
  }

  /** All since the last time. */
  take(): Event[] {
    if (this.#events.length === 0) return [];
    const id = this.#hash.digest('base64url');
    const events = this.#events.map((event) => ({ ...event, id }));
    this.#events = [];
    this.#hash = createHash('sha256');
    return events;
  }
}
