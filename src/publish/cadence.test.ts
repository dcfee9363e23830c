import { expect, it } from 'vitest';
import { findingDueAt, windowEnd } from './cadence.ts';

const at = (time: string) => Date.parse(`2026-03-02T${time}Z`);

it('publishes what is new at once, and changes at the end of fixed windows', () => {
  const now = at('12:01:00');
  expect(findingDueAt({ isNew: true, frequency: 'SIX_HOURS' }, now)).toBe(now);
  expect(findingDueAt({ isNew: false, frequency: 'SIX_HOURS' }, now)).toBe(at('18:00:00'));
  expect(findingDueAt({ isNew: false, frequency: 'ONE_HOUR' }, now)).toBe(at('13:00:00'));
  expect(findingDueAt({ isNew: false, frequency: 'FIFTEEN_MINUTES' }, now)).toBe(at('12:15:00'));
});

it('puts what happens at the very end of a window into the next one', () => {
  expect(windowEnd(at('12:15:00'), 15)).toBe(at('12:30:00'));
  expect(windowEnd(at('12:14:59'), 15)).toBe(at('12:15:00'));
});
