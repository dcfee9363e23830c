import { createHash } from 'node:crypto';
import type { Event } from '../normalise/event.ts';

/** Names events of logs that give them none, so that the same one is known when it comes again. */
export interface EventIds {
  idOf(event: Event, offset: number): string;
  /** Events from here on are committed apart from those before. */
  startBatch(): void;
}

/**
 * In a file: what the event says, and where in the text it stands. Both stay what they are when
 * the file is compressed, renamed by rotation, copied, or read again because it has grown.
 */
export function idsByOffset(from: number): EventIds {
  return {
    idOf: (event, offset) => idOf(event, `at ${from + offset}`),
    startBatch: () => undefined,
  };
}

/**
 * In a push: what the event says, and how many of the same were before it. Whoever sends again
 * what may not have arrived need not cut it into the same bodies.
 */
export function idsByCount(): EventIds {
  let seen = new Map<string, number>();
  return {
    idOf(event) {
      const text = idOf(event, '');
      const before = seen.get(text) ?? 0;
      seen.set(text, before + 1);
      return before === 0 ? text : `${text}+${before}`;
    },
    startBatch() {
      seen = new Map();
    },
  };
}

function idOf(event: Event, more: string): string {
  return createHash('sha256').update(JSON.stringify(event)).update(more).digest('base64url');
}
