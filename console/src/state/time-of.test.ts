import { expect, test } from 'vitest';
import { timeOf } from './time-of.ts';

test('seconds become the text of their moment', () => {
  expect(timeOf(1.5)).toBe('1970-01-01T00:00:01.500Z');
  expect(timeOf(undefined)).toBeUndefined();
});
