import { expect, it } from 'vitest';
import { createSerialQueue } from './serial-queue.ts';

it('runs one at a time, in the order of asking, past failures', async () => {
  const queue = createSerialQueue();
  const log: string[] = [];
  let running = 0;
  const work = (name: string, fails = false) =>
    queue(async () => {
      running += 1;
      log.push(`${name} ${running}`);
      await new Promise(setImmediate);
      running -= 1;
      if (fails) throw new Error(name);
      return name;
    });
  const all = [work('a'), work('b', true), work('c')];
  await expect(all[1]).rejects.toThrow('b');
  expect(await all[2]).toBe('c');
  expect(log).toEqual(['a 1', 'b 1', 'c 1']);
});
