import { expect, test } from 'vitest';
import { ManualClock } from '../../lib/clock.ts';
import {
  CONSOLE_FAILURE_MINUTES,
  CONSOLE_FAILURES_KNOWN_MAX,
  CONSOLE_FAILURES_MAX,
} from '../../limits.ts';
import { FailureLimit } from './failure-limit.ts';

function failing(limit: FailureLimit, who: string, times: number): void {
  for (let time = 0; time < times; time += 1) limit.failed(who);
}

test('holds back whoever failed too often, and nobody else, until its time is up', () => {
  const clock = new ManualClock(0);
  const limit = new FailureLimit(clock);
  failing(limit, 'a', CONSOLE_FAILURES_MAX - 1);
  expect(limit.secondsToWait('a')).toBe(0);
  limit.failed('a');
  expect(limit.secondsToWait('a')).toBe(CONSOLE_FAILURE_MINUTES * 60);
  expect(limit.secondsToWait('b')).toBe(0);
  clock.advance(CONSOLE_FAILURE_MINUTES * 60_000);
  expect(limit.secondsToWait('a')).toBe(0);
  limit.failed('a');
  expect(limit.secondsToWait('a')).toBe(0);
});

test('a success forgives', () => {
  const limit = new FailureLimit(new ManualClock(0));
  failing(limit, 'a', CONSOLE_FAILURES_MAX - 1);
  limit.succeeded('a');
  limit.failed('a');
  expect(limit.secondsToWait('a')).toBe(0);
});

test('forgets those that were quiet the longest when it is full', () => {
  const limit = new FailureLimit(new ManualClock(0));
  failing(limit, 'first', CONSOLE_FAILURES_MAX);
  for (let other = 0; other < CONSOLE_FAILURES_KNOWN_MAX; other += 1) limit.failed(`${other}`);
  expect(limit.secondsToWait('first')).toBe(0);
});
