import { dateOf, isoMillis, parseIso } from '../../lib/clock.ts';

export type TimestampFormat = 'date-time' | 'http-date' | 'epoch-seconds';

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
const HTTP_DATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
/** The largest time that a Date can hold, in seconds. */
const SECONDS_MAX = 8.64e12;

/** The Date that a text or number on the wire stands for; undefined where it is none. */
export function readTimestamp(raw: unknown, format: TimestampFormat): Date | undefined {
  if (format === 'epoch-seconds') {
    const seconds = typeof raw === 'string' && /^-?\d+(\.\d+)?$/.test(raw) ? Number(raw) : raw;
    if (typeof seconds !== 'number' || !(Math.abs(seconds) <= SECONDS_MAX)) return undefined;
    return dateOf(Math.round(seconds * 1000));
  }
  const form = format === 'date-time' ? DATE_TIME : HTTP_DATE;
  if (typeof raw !== 'string' || !form.test(raw)) return undefined;
  const millis = parseIso(raw);
  return millis === undefined ? undefined : dateOf(millis);
}

/** A Date as the wire has it: seconds as a number, or text without empty milliseconds. */
export function writeTimestamp(date: Date, format: TimestampFormat): string | number {
  if (format === 'epoch-seconds') return date.getTime() / 1000;
  if (format === 'http-date') return date.toUTCString();
  return isoMillis(date.getTime()).replace('.000Z', 'Z');
}
