import { useMemo } from 'react';
import { parseIso } from '../clock.ts';
import { useLook } from './app.ts';

export interface Format {
  /** `12,345`. */
  number(value: number): string;
  /** A time of the API, ISO-8601 text, in the reader's language and time zone. */
  dateTime(value: string | undefined): string;
  /** So many minutes ago, in the unit that fits. */
  ago(minutes: number): string;
}

/** Numbers and times as the reader's language writes them. */
export function useFormat(): Format {
  const { locale, text } = useLook();
  return useMemo(() => {
    const numbers = new Intl.NumberFormat(locale);
    const times = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
    const spans = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    return {
      ago: (minutes) => {
        if (minutes < 60) return spans.format(-minutes, 'minute');
        const hours = Math.floor(minutes / 60);
        return hours < 48
          ? spans.format(-hours, 'hour')
          : spans.format(-Math.floor(hours / 24), 'day');
      },
      number: (value) => numbers.format(value),
      dateTime: (value) => {
        const millis = parseIso(value);
        return millis === undefined ? text.shell.none : times.format(millis);
      },
    };
  }, [locale, text]);
}
