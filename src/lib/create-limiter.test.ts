import { expect, it } from 'vitest';
import { createLimiter } from './create-limiter.ts';

it('lets so many go on at a time, whatever becomes of them', async () => {
  const limit = createLimiter(2);
  const ends: (() => void)[] = [];
  let most = 0;
  let going = 0;
  const work = async () => {
    going += 1;
    most = Math.max(most, going);
    await new Promise<void>((resolve) => ends.push(resolve));
    going -= 1;
    if (ends.length === 3) throw new Error('one fails');
  };
  const all = Promise.allSettled(Array.from({ length: 6 }, () => limit(work)));
  for (let ended = 0; ended < 6; ended += 1) {
    await expect.poll(() => ends.length).toBeGreaterThan(ended);
    ends[ended]?.();
  }
  const states = (await all).map(({ status }) => status);
  expect([most, going, states.filter((status) => status === 'rejected').length > 0]).toEqual([
    2,
    0,
    true,
  ]);
});
