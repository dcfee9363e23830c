import { ORDER_BYTES_MAX, ORDER_EVENTS_MAX, SCAN_NAMES_MAX } from '../limits.ts';
import type { Event } from '../normalise/event.ts';

/** A log file holds some minutes of one account and Region, in no order: this puts them in one. */
export interface EventOrder {
  /** `bytes`: length of the event's text. */
  add(event: Event, bytes: number): void;
  /** Releases all that is still held. */
  flush(): void;
  /** Events released although a later one of their account and Region had gone before. */
  readonly late: number;
}

interface Held {
  readonly event: Event;
  readonly bytes: number;
}

const LIMITS = { eventsMax: ORDER_EVENTS_MAX, bytesMax: ORDER_BYTES_MAX };

/**
 * Hands events on by their time. While all fit, all are held, and the order is right across
 * accounts and Regions; past the limit, the account and Region that was added to longest ago is
 * released (files come sorted, so it is most likely done), or the earlier half of the only one.
 * What it does depends on the events alone, never on time or chance.
 */
export function createEventOrder(
  release: (event: Event) => void,
  limits: typeof LIMITS = LIMITS,
): EventOrder {
  /** By account and Region, least recently added to first. */
  const streams = new Map<string, Held[]>();
  const releasedAt = new Map<string, number>();
  let events = 0;
  let bytes = 0;
  let late = 0;

  function letGo({ event, bytes: length }: Held): void {
    const stream = streamOf(event);
    events -= 1;
    bytes -= length;
    const last = releasedAt.get(stream) ?? Number.NEGATIVE_INFINITY;
    if (event.time < last) late += 1;
    if (releasedAt.size > SCAN_NAMES_MAX) releasedAt.clear();
    releasedAt.set(stream, Math.max(last, event.time));
    release(event);
  }

  function makeRoom(): void {
    for (const [stream, held] of streams) {
      held.sort(byTime);
      const count = streams.size > 1 ? held.length : Math.ceil(held.length / 2);
      for (const one of held.splice(0, count)) letGo(one);
      if (held.length === 0) streams.delete(stream);
      return;
    }
  }

  return {
    get late() {
      return late;
    },
    add(event, length) {
      const stream = streamOf(event);
      const held = streams.get(stream) ?? [];
      held.push({ event, bytes: length });
      streams.delete(stream);
      streams.set(stream, held);
      events += 1;
      bytes += length;
      while (events > limits.eventsMax || (bytes > limits.bytesMax && events > 1)) makeRoom();
    },
    flush() {
      const all = [...streams.values()].flat().sort(byTime);
      streams.clear();
      for (const one of all) letGo(one);
    },
  };
}

function streamOf(event: Event): string {
  return `${event.accountId} ${event.region}`;
}

/** Ids decide between events of one moment, so that the order of files does not. */
function byTime({ event: a }: Held, { event: b }: Held): number {
  if (a.time !== b.time) return a.time - b.time;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}
