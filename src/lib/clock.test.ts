import { expect, it } from 'vitest';
import { dateOf, isoMillis, ManualClock, parseIso, systemClock } from './clock.ts';

it('writes times as GuardDuty does and reads them back', () => {
  expect(isoMillis(1_518_211_985_568)).toBe('2018-02-09T21:33:05.568Z');
  expect(parseIso('2018-02-09T21:33:05.568Z')).toBe(1_518_211_985_568);
  expect(parseIso('2018-02-09T21:33:05Z')).toBe(1_518_211_985_000);
  expect(parseIso('yesterday')).toBeUndefined();
  expect(dateOf(1000).getTime()).toBe(1000);
});

it('moves by hand in tests, and by itself elsewhere', () => {
  const clock = new ManualClock(5);
  clock.advance(10);
  expect(clock.now()).toBe(15);
  expect(systemClock.now()).toBeGreaterThan(1_700_000_000_000);
});
