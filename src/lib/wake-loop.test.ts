import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createWakeLoop } from './wake-loop.ts';

const options = { retryMillis: 5, onError: () => {} };

describe('createWakeLoop', () => {
  it('runs once for a wake, and once more for all wakes during a run', async () => {
    let runs = 0;
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const loop = createWakeLoop(async () => {
      runs += 1;
      await gate;
    }, options);
    loop.wake();
    loop.wake();
    loop.wake();
    expect(runs).toBe(1);
    open();
    await sleep(1);
    expect(runs).toBe(2);
    await loop.close();
  });

  it('tries again after a failure, and tells', async () => {
    let runs = 0;
    const told: unknown[] = [];
    const work = async () => {
      runs += 1;
      if (runs < 3) throw new Error(`run ${runs}`);
    };
    const loop = createWakeLoop(work, { retryMillis: 1, onError: (error) => told.push(error) });
    loop.wake();
    await expect.poll(() => runs).toBe(3);
    expect(told).toHaveLength(2);
    await loop.close();
  });

  it('waits at its end for the run under way, and starts none after it', async () => {
    const done: string[] = [];
    const loop = createWakeLoop(async () => {
      await sleep(5);
      done.push('run');
    }, options);
    loop.wake();
    await loop.close();
    expect(done).toEqual(['run']);
    loop.wake();
    await sleep(10);
    expect(done).toEqual(['run']);
  });

  it('does not try again after its end', async () => {
    let runs = 0;
    const loop = createWakeLoop(async () => {
      runs += 1;
      throw new Error('always');
    }, options);
    loop.wake();
    await sleep(1);
    await loop.close();
    const after = runs;
    await sleep(15);
    expect(runs).toBe(after);
  });
});
