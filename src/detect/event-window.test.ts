import { describe, expect, it } from 'vitest';
import { EVENT_WINDOW_LATE_MINUTES, EVENT_WINDOW_VALUES_MAX } from '../limits.ts';
import { EventWindow, type WindowRule } from './event-window.ts';

const MINUTE = 60_000;
const RULE: WindowRule = { minutes: 4, reach: 10 };
/** A time at which a period of the rule begins. */
const START = 1_772_442_840_000 - (1_772_442_840_000 % (4 * MINUTE));

/** Small numbers that look like chance and are the same in every run. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function shuffled<T>(items: readonly T[], next: (below: number) => number): T[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = next(last + 1);
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
}

type Observed = { readonly time: number; readonly value: string };

function firings(events: readonly Observed[], isDistinct: boolean, restoring = false): number {
  let window = new EventWindow(RULE);
  let count = 0;
  for (const { time, value } of events) {
    if (restoring) window = EventWindow.parse(window.text(), RULE);
    count += (isDistinct ? window.addValue(time, value, 1) : window.add(time, 1)).length;
  }
  return count;
}

/** Over what a window may be late by, dense enough that some windows reach and some do not. */
function story(seed: number): Observed[] {
  const next = chance(seed);
  return Array.from({ length: 40 + next(200) }, () => ({
    time: START + next(EVENT_WINDOW_LATE_MINUTES * MINUTE),
    value: `v${next(60)}`,
  }));
}

/** The rule as it is stated, from all events at once. */
function stated(events: readonly Observed[], isDistinct: boolean): number {
  const slotOf = ({ time }: Observed) => Math.floor(time / MINUTE);
  const periods = new Set<number>();
  for (const end of new Set(events.map(slotOf))) {
    const inside = events.filter((one) => slotOf(one) > end - 4 && slotOf(one) <= end);
    const total = isDistinct ? new Set(inside.map(({ value }) => value)).size : inside.length;
    if (total >= RULE.reach) periods.add(Math.floor(end / 4));
  }
  return periods.size;
}

describe.each([
  ['a sum', false],
  ['different values', true],
])('%s', (_, isDistinct) => {
  it('answers by the events alone, not by their order, nor by restarts', () => {
    const counts = new Set<number>();
    for (let seed = 1; seed <= 150; seed += 1) {
      const events = story(seed);
      const expected = stated(events, isDistinct);
      counts.add(expected);
      const inOrder = [...events].sort((a, b) => a.time - b.time);
      expect(firings(inOrder, isDistinct)).toBe(expected);
      for (let mix = 0; mix < 4; mix += 1) {
        const mixed = shuffled(events, chance(seed * 1000 + mix));
        expect(firings(mixed, isDistinct, mix === 0)).toBe(expected);
      }
    }
    // Otherwise the stories would show nothing.
    expect(counts.size).toBeGreaterThan(3);
  });
});

it('fires with the event that reaches, and once more for each period that it goes on', () => {
  const window = new EventWindow(RULE);
  const at = (second: number) => window.add(START + second * 1000, 1).length;
  expect(Array.from({ length: 10 }, (_, index) => at(index))).toEqual([...Array(9).fill(0), 1]);
  expect(Array.from({ length: 200 }, (_, index) => at(20 + index))).toEqual(Array(200).fill(0));
  expect(at(241)).toBe(1);
  expect(at(242)).toBe(0);
});

it('stays quiet when the same is spread over a longer time', () => {
  const window = new EventWindow(RULE);
  const found = Array.from({ length: 100 }, (_, minute) =>
    window.add(START + minute * MINUTE, 2.4),
  );
  expect(found.flat()).toEqual([]);
});

it('tells which values there are, in order, and counts each once', () => {
  const window = new EventWindow({ minutes: 4, reach: 3 });
  for (const port of ['443', '22', '443', '22']) {
    expect(window.addValue(START, port, 1)).toEqual([]);
  }
  expect(window.addValue(START + 2 * MINUTE, '80', 1)).toEqual([
    { total: 3, values: ['22', '443', '80'] },
  ]);
});

it('weighs values, and keeps long ones as digests', () => {
  const window = new EventWindow({ minutes: 4, reach: 100 });
  const name = 'x'.repeat(200);
  expect(window.addValue(START, name, 60)).toEqual([]);
  expect(window.addValue(START, name, 60)).toEqual([]);
  expect(window.addValue(START, `${name}y`, 60)).toMatchObject([{ total: 120 }]);
  expect(window.text()).not.toContain('xxxx');
});

it('leaves out what is too late, and what adds nothing', () => {
  const window = new EventWindow(RULE);
  window.add(START + (EVENT_WINDOW_LATE_MINUTES + 8) * MINUTE, 1);
  expect(window.add(START, 1000)).toEqual([]);
  expect(window.add(START + 7 * MINUTE, 1000)).toEqual([{ total: 1000, values: [] }]);
  expect(window.add(START + 9 * MINUTE, 0)).toEqual([]);
});

it('holds no more than it may, and begins anew for a rule of another length', () => {
  const rule = { minutes: 4, reach: 1_000_000 };
  const window = new EventWindow(rule);
  for (let index = 0; index < 3 * EVENT_WINDOW_VALUES_MAX; index += 1) {
    window.addValue(START + Math.floor(index / 100) * MINUTE, `v${index}`, 1);
  }
  expect(window.size).toBeLessThanOrEqual(EVENT_WINDOW_VALUES_MAX);
  expect(window.size).toBeGreaterThan(EVENT_WINDOW_VALUES_MAX - 200);
  expect(EventWindow.parse(window.text(), rule).size).toBe(window.size);
  expect(EventWindow.parse(window.text(), { minutes: 8, reach: 10 }).size).toBe(0);
});

it('needs no values of a slot that reaches by itself, and copies share nothing', () => {
  const window = new EventWindow(RULE);
  for (let index = 0; index < 10; index += 1) window.addValue(START, `v${index}`, 1);
  expect(window.size).toBe(0);
  const copy = window.clone();
  copy.addValue(START + MINUTE, 'more', 1);
  expect([window.size, copy.size]).toEqual([0, 1]);
});
