import { dateOf } from '../../lib/clock.ts';
import { DEAD_LETTERS_PAGE_MAX } from '../../limits.ts';
import { query } from './operation.ts';

/** What was given up, oldest first; the next page comes after the last number of this one. */
export const listDeadLetters = query('ListDeadLetters', async (input, { store }) => {
  const { outbox } = store;
  const dead = await outbox.deadLetters(input.Sink, DEAD_LETTERS_PAGE_MAX, input.After);
  return {
    DeadLetters: dead.map((item) => ({
      Number: item.seq,
      Sink: item.sink,
      EventId: item.eventId,
      Kind: item.kind,
      AccountId: item.accountId,
      Region: item.region,
      Tries: item.tries,
      ...(item.lastError !== undefined && { LastError: item.lastError }),
      CreatedAt: dateOf(item.createdAt),
    })),
  };
});
