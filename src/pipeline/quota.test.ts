import { expect, it } from 'vitest';
import { ManualClock } from '../lib/clock.ts';
import { createQuota } from './quota.ts';

const LIMITS = { recordsPerMinute: 60, bytesPerMinute: 600 };

it('lets an account overdraw once, then makes it wait until it is even', () => {
  const clock = new ManualClock(0);
  const quota = createQuota(clock, LIMITS);
  expect(quota.waitMillis('a')).toBe(0);
  quota.spend('a', { records: 90, bytes: 0 });
  expect(quota.waitMillis('a')).toBe(31_000);
  expect(quota.waitMillis('b')).toBe(0);
  clock.advance(30_000);
  expect(quota.waitMillis('a')).toBe(1000);
  clock.advance(1000);
  expect(quota.waitMillis('a')).toBe(0);
});

it('counts bytes as it counts records', () => {
  const clock = new ManualClock(0);
  const quota = createQuota(clock, LIMITS);
  quota.spend('a', { records: 1, bytes: 1200 });
  expect(quota.waitMillis('a')).toBe(60_100);
});

it('saves up no more than a minute, whatever the clock does', () => {
  const clock = new ManualClock(0);
  const quota = createQuota(clock, LIMITS);
  quota.spend('a', { records: 1, bytes: 1 });
  clock.advance(3_600_000);
  quota.spend('a', { records: 61, bytes: 0 });
  expect(quota.waitMillis('a')).toBe(2000);
  clock.advance(-1000);
  expect(quota.waitMillis('a')).toBe(2000);
});
