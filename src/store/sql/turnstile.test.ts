import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Turnstile } from './turnstile.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('lets one in at a time, in the order of asking', async () => {
  const turnstile = new Turnstile(1000);
  const order: string[] = [];
  const leave = await turnstile.enter();
  const pass = async (name: string) => {
    const leaveAgain = await turnstile.enter();
    order.push(`${name} in`);
    await Promise.resolve();
    order.push(`${name} out`);
    leaveAgain();
  };
  const others = [pass('a'), pass('b'), pass('c')];
  await Promise.resolve();
  expect(order).toEqual([]);
  leave();
  leave();
  await Promise.all(others);
  expect(order).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
});

it('ends a wait that is too long, and lets the next one in later', async () => {
  const turnstile = new Turnstile(1000);
  const leave = await turnstile.enter();
  const refused = expect(turnstile.enter()).rejects.toThrow('Waited 1000 ms for a transaction');
  vi.advanceTimersByTime(1000);
  await refused;
  const next = turnstile.enter();
  leave();
  (await next)();
  (await turnstile.enter())();
});

it('keeps no timer of those who were let in', async () => {
  const turnstile = new Turnstile(1000);
  const leave = await turnstile.enter();
  const next = turnstile.enter();
  leave();
  (await next)();
  expect(vi.getTimerCount()).toBe(0);
});
