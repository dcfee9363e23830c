import { dateOf } from '../clock.ts';

/** A time that a service of ours sends, in seconds, as the ISO-8601 text that is shown. */
export function timeOf(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : dateOf(seconds * 1000).toISOString();
}
