import { expect, it } from 'vitest';
import { dateOf } from '../../lib/clock.ts';
import { readTimestamp, writeTimestamp } from './timestamps.ts';

const date = dateOf(1_700_000_000_123);
const whole = dateOf(1_700_000_000_000);

it('writes and reads each format', () => {
  expect(writeTimestamp(date, 'epoch-seconds')).toBe(1700000000.123);
  expect(writeTimestamp(date, 'date-time')).toBe('2023-11-14T22:13:20.123Z');
  expect(writeTimestamp(whole, 'date-time')).toBe('2023-11-14T22:13:20Z');
  expect(writeTimestamp(whole, 'http-date')).toBe('Tue, 14 Nov 2023 22:13:20 GMT');
  expect(readTimestamp(1700000000.123, 'epoch-seconds')).toEqual(date);
  expect(readTimestamp('1700000000', 'epoch-seconds')).toEqual(whole);
  expect(readTimestamp('2023-11-14T23:13:20.123+01:00', 'date-time')).toEqual(date);
  expect(readTimestamp('Tue, 14 Nov 2023 22:13:20 GMT', 'http-date')).toEqual(whole);
});

it.each([
  [Number.NaN, 'epoch-seconds'],
  [1e300, 'epoch-seconds'],
  ['1e3', 'epoch-seconds'],
  [true, 'epoch-seconds'],
  ['14 Nov 2023', 'date-time'],
  ['2023-13-14T22:13:20Z', 'date-time'],
  [1700000000, 'date-time'],
  ['2023-11-14T22:13:20Z', 'http-date'],
] as const)('takes %s for no %s', (raw, format) => {
  expect(readTimestamp(raw, format)).toBeUndefined();
});
