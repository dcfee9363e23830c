import { expect, test } from 'vitest';
import { dateOf, parseIso } from './clock.ts';

test('reads the times that the API sends, and knows what is none', () => {
  expect(parseIso('2026-01-02T03:04:05.678Z')).toBe(1_767_323_045_678);
  expect(parseIso('soon')).toBeUndefined();
  expect(parseIso(undefined)).toBeUndefined();
  expect(dateOf(0).toISOString()).toBe('1970-01-01T00:00:00.000Z');
});
