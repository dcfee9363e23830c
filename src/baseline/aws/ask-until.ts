import { setTimeout as sleep } from 'node:timers/promises';
import { POLL_MILLIS_FIRST, POLL_MILLIS_MAX } from '../../limits.ts';

/** Asks again and again, at first quickly, until something is no longer under way. */
export async function askUntil<T>(
  read: () => Promise<T>,
  isDone: (answer: T) => boolean,
  tell: (answer: T) => void = () => undefined,
): Promise<T> {
  for (let millis = POLL_MILLIS_FIRST; ; millis = Math.min(millis * 1.5, POLL_MILLIS_MAX)) {
    const answer = await read();
    if (isDone(answer)) return answer;
    tell(answer);
    await sleep(millis);
  }
}
