import { expect, it } from 'vitest';
import { nextTryAt } from './function-event.ts';

it('has a run tried again after one minute and after two more, and not a fourth time', () => {
  const due = [1, 2, 3].map((tries) => nextTryAt({ tries }, 1000));
  expect(due).toEqual([61_000, 121_000, undefined]);
});
