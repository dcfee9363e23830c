/** The only file of the console that reads the wall clock. */
export const now = (): number => Date.now();

/** A `Date` for what formats one. */
export const dateOf = (millis: number): Date => new Date(millis);

/** Milliseconds of an ISO-8601 text; undefined where it is none. */
export function parseIso(text: string | undefined): number | undefined {
  const millis = Date.parse(text ?? '');
  return Number.isNaN(millis) ? undefined : millis;
}
