import { expect, it } from 'vitest';
import { DELIVERY_WAIT_MILLIS, DELIVERY_WAIT_MILLIS_MAX } from '../limits.ts';
import { retryWaitMillis } from './retry-wait.ts';

it('doubles, with chance, up to the longest wait', () => {
  const most = () => 1;
  expect(retryWaitMillis(1, most)).toBe(DELIVERY_WAIT_MILLIS);
  expect(retryWaitMillis(1, () => 0)).toBe(DELIVERY_WAIT_MILLIS / 2);
  expect(retryWaitMillis(4, most)).toBe(8 * DELIVERY_WAIT_MILLIS);
  expect(retryWaitMillis(1000, most)).toBe(DELIVERY_WAIT_MILLIS_MAX);
});
