import type { Clock } from '../lib/clock.ts';
import { BACKGROUND_RETRY_SECONDS } from '../limits.ts';
import { Interrupted } from './interrupted.ts';

/** What is under way, each once, and what is left alone for a while after it failed. */
export interface Tasks {
  /** Starts it, or answers the one of this id that is under way. Never rejects. */
  start(id: string, work: () => Promise<void>): Promise<void>;
  /** Is it neither under way nor left alone? */
  mayStart(id: string): boolean;
  count(): number;
  /** Was anything left alone whose time is over? */
  endPauses(): boolean;
  /** Resolves when all that is under way now has ended. */
  ended(): Promise<unknown>;
}

interface Listener {
  onError(error: unknown, id: string): void;
  onEnd(): void;
}

export function createTasks(clock: Clock, { onError, onEnd }: Listener): Tasks {
  const running = new Map<string, Promise<void>>();
  /** When something that failed unexpectedly may be tried again. */
  const pauses = new Map<string, number>();

  async function carryOut(id: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof Interrupted) return;
      pauses.set(id, clock.now() + BACKGROUND_RETRY_SECONDS * 1000);
      onError(error, id);
    } finally {
      running.delete(id);
      onEnd();
    }
  }

  return {
    start(id, work) {
      const known = running.get(id);
      if (known !== undefined) return known;
      // Not before it is known, lest it end before it has begun.
      const done = Promise.resolve().then(() => carryOut(id, work));
      running.set(id, done);
      return done;
    },
    mayStart: (id) => !running.has(id) && clock.now() >= (pauses.get(id) ?? 0),
    count: () => running.size,
    endPauses() {
      const over = [...pauses].filter(([, until]) => clock.now() >= until);
      for (const [id] of over) pauses.delete(id);
      return over.length > 0;
    },
    ended: () => Promise.all(running.values()),
  };
}
