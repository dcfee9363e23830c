/** The only file that reads the wall clock: everything else is handed a `Clock`. */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that tests move by hand. */
export class ManualClock implements Clock {
  constructor(private millis: number) {}
  now(): number {
    return this.millis;
  }
  advance(millis: number): void {
    this.millis += millis;
  }
}

/** `2018-02-09T21:33:05.568Z`: the form of every timestamp that GuardDuty sends as a string. */
export function isoMillis(millis: number): string {
  return new Date(millis).toISOString();
}

/** A `Date` for the members that the SDK types as one. */
export function dateOf(millis: number): Date {
  return new Date(millis);
}

/** Milliseconds of an ISO-8601 text, or undefined where it is not one. */
export function parseIso(text: string): number | undefined {
  const millis = Date.parse(text);
  return Number.isNaN(millis) ? undefined : millis;
}
