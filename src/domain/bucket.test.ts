import { expect, it } from 'vitest';
import { isBucketName } from './bucket.ts';

it.each(['abc', 'a-b.c1', 'logs-111122223333', 'a'.repeat(63)])('%s may name a bucket', (name) => {
  expect(isBucketName(name)).toBe(true);
});

it.each([
  'ab',
  'a'.repeat(64),
  'Upper',
  'under_score',
  '-a-',
  'a..b',
  '192.0.2.1',
  'xn--abc',
  'a-s3alias',
  '',
])('%s may not', (name) => {
  expect(isBucketName(name)).toBe(false);
});
