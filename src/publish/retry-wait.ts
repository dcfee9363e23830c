import { DELIVERY_WAIT_MILLIS, DELIVERY_WAIT_MILLIS_MAX } from '../limits.ts';

/**
 * Milliseconds before the next try after so many that failed: doubling up to a longest wait, and of
 * that between a half and the whole by chance, so that senders that failed together do not come
 * back together.
 */
export function retryWaitMillis(tries: number, random: () => number): number {
  const doubled = DELIVERY_WAIT_MILLIS * 2 ** Math.min(tries - 1, 30);
  const longest = Math.min(doubled, DELIVERY_WAIT_MILLIS_MAX);
  return Math.round(longest * (0.5 + random() / 2));
}
