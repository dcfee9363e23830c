import { useMemo } from 'react';
import { parseIso } from '../clock.ts';
import { useLook } from './app.ts';

export interface Format {
  /** `12,345`. */
  number(value: number): string;
  /** A time of the API, ISO-8601 text, in the reader's language and time zone. */
  dateTime(value: string | undefined): string;
}

/** Numbers and times as the reader's language writes them. */
export function useFormat(): Format {
  const { locale, text } = useLook();
  return useMemo(() => {
    const numbers = new Intl.NumberFormat(locale);
    const times = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
    return {
      number: (value) => numbers.format(value),
      dateTime: (value) => {
        const millis = parseIso(value);
        return millis === undefined ? text.shell.none : times.format(millis);
      },
    };
  }, [locale, text]);
}
