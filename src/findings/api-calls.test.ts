import { expect, it } from 'vitest';
import { addedUp } from './api-calls.ts';

it('adds up calls of one name, the most used first, and keeps so many', () => {
  const call = (name: string, second: number) => ({
    ...{ name, count: 1 },
    ...{ firstSeen: second, lastSeen: second },
  });
  const calls = [call('b', 2), call('c', 1), call('a', 3), call('c', 4)];
  const sums = [{ name: 'c', count: 2, firstSeen: 1, lastSeen: 4 }, call('a', 3)];
  expect(addedUp(calls, 2)).toEqual(sums);
  expect(addedUp(calls.toReversed(), 2)).toEqual(sums);
  expect(addedUp(sums, 9)).toEqual(sums);
});
