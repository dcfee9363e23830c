import type { Clock } from '../../lib/clock.ts';
import {
  CONSOLE_FAILURE_MINUTES,
  CONSOLE_FAILURES_KNOWN_MAX,
  CONSOLE_FAILURES_MAX,
} from '../../limits.ts';

const WINDOW = CONSOLE_FAILURE_MINUTES * 60_000;

/** Counts failures, and says when that was enough. Bounded: the oldest go first. */
export class FailureLimit {
  private readonly failures = new Map<string, { count: number; until: number }>();

  constructor(private readonly clock: Clock) {}

  /** Seconds until `who` may try again; 0 where it may now. */
  secondsToWait(who: string): number {
    const entry = this.failures.get(who);
    if (entry === undefined || entry.count < CONSOLE_FAILURES_MAX) return 0;
    return Math.max(0, Math.ceil((entry.until - this.clock.now()) / 1000));
  }

  failed(who: string): void {
    const now = this.clock.now();
    const entry = this.failures.get(who);
    const isLive = entry !== undefined && now < entry.until;
    const count = (isLive ? entry.count : 0) + 1;
    // Put back at the end, so that the first key of the map is the one that was longest quiet.
    this.failures.delete(who);
    this.failures.set(who, { count, until: now + WINDOW });
    const oldest = this.failures.keys().next().value;
    if (this.failures.size > CONSOLE_FAILURES_KNOWN_MAX && oldest !== undefined) {
      this.failures.delete(oldest);
    }
  }

  succeeded(who: string): void {
    this.failures.delete(who);
  }
}
