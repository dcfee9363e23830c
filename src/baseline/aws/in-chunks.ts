import { STACKS_ASKED_AT_ONCE } from '../../limits.ts';

/** Does something for each, a few at a time; answers in their order. */
export async function inChunks<T, R>(
  all: readonly T[],
  work: (one: T) => Promise<R>,
): Promise<R[]> {
  const answers: R[] = [];
  for (let at = 0; at < all.length; at += STACKS_ASKED_AT_ONCE) {
    const chunk = all.slice(at, at + STACKS_ASKED_AT_ONCE);
    answers.push(...(await Promise.all(chunk.map(work))));
  }
  return answers;
}
