import { expect, test } from 'vitest';
import { sumByDay, sumBySeverity } from './severity-sums.ts';

test('counts are put into their bands', () => {
  const groups = [
    { Severity: 9, TotalFindings: 1 },
    { Severity: 8, TotalFindings: 2 },
    { Severity: 7, TotalFindings: 3 },
    { Severity: 2, TotalFindings: 4 },
    { Severity: 5 },
  ];
  expect(sumBySeverity(groups)).toEqual({ critical: 1, high: 5, medium: 0, low: 4 });
});

test('days without findings are days too, and there is an end to them', () => {
  const on = (day: string, Severity: number) => ({
    ...{ Severity, TotalFindings: 1 },
    Date: new Date(`${day}T00:00:00Z`),
  });
  const groups = [on('2026-01-04', 8), on('2026-01-01', 2), on('2026-01-04', 5)];
  const days = sumByDay(groups, { daysMin: 1, daysMax: 30 });
  expect(days.map((one) => one.day)).toEqual([
    ...['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'],
  ]);
  expect(days[0]?.sums.low).toBe(1);
  expect(days[1]?.sums).toEqual({ critical: 0, high: 0, medium: 0, low: 0 });
  expect(days[3]?.sums).toMatchObject({ high: 1, medium: 1 });
  const two = sumByDay(groups, { daysMin: 1, daysMax: 2 });
  expect(two.map((one) => one.day)).toEqual(['2026-01-03', '2026-01-04']);
  expect(sumByDay(groups, { daysMin: 7, daysMax: 30 })[0]?.day).toBe('2025-12-29');
  expect(sumByDay([], { daysMin: 7, daysMax: 30 })).toEqual([]);
});
