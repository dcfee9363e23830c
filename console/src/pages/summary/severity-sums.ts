import { dateOf } from '../../clock.ts';
import { type SeverityName, severityName } from '../findings/finding-words.ts';

export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;

export type SeveritySums = Record<SeverityName, number>;

interface Counted {
  readonly Severity?: number | undefined;
  readonly TotalFindings?: number | undefined;
}

/** Findings in each band. */
export function sumBySeverity(groups: readonly Counted[]): SeveritySums {
  const sums: SeveritySums = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const { Severity, TotalFindings = 0 } of groups) {
    sums[severityName(Severity)] += TotalFindings;
  }
  return sums;
}

export interface Day {
  /** `2026-01-31`. */
  readonly day: string;
  readonly sums: SeveritySums;
}

/**
 * By day, the earliest first; days without findings are there too, from `daysMin` days on: one bar
 * alone would tell nothing of time.
 */
export function sumByDay(
  groups: readonly (Counted & { readonly Date?: Date | undefined })[],
  { daysMin, daysMax }: { readonly daysMin: number; readonly daysMax: number },
): Day[] {
  const times = groups.map((one) => one.Date?.getTime()).filter((time) => time !== undefined);
  if (times.length === 0) return [];
  const last = Math.max(...times);
  const earliest = Math.min(...times, last - (daysMin - 1) * DAY_MILLIS);
  const first = Math.max(earliest, last - (daysMax - 1) * DAY_MILLIS);
  const days: Day[] = [];
  for (let time = first; dayOf(time) <= dayOf(last); time += DAY_MILLIS) {
    const day = dayOf(time);
    days.push({ day, sums: sumBySeverity(groups.filter((one) => isOn(one.Date, day))) });
  }
  return days;
}

const DAY_MILLIS = 86_400_000;
const dayOf = (millis: number): string => dateOf(millis).toISOString().slice(0, 10);
const isOn = (date: Date | undefined, day: string): boolean =>
  date !== undefined && dayOf(date.getTime()) === day;
