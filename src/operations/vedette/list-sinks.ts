import { dateOf } from '../../lib/clock.ts';
import { query } from './operation.ts';
import type { ShownSink } from './operation-types.ts';

/** How what leaves this server does: every sink of the settings, and those that left a queue. */
export const listSinks = query('ListSinks', async (_input, { store, services }) => {
  const types = new Map(services.sinks().map(({ name, type }) => [name, type]));
  const names = new Set([...types.keys(), ...(await store.outbox.sinks())]);
  const sinks: ShownSink[] = [];
  for (const name of names) {
    const { waiting, dead, oldestAt } = await store.outbox.counts(name);
    const record = await store.outbox.record(name);
    const { lastSuccessAt, lastFailureAt, lastError } = record;
    sinks.push({
      Name: name,
      Type: types.get(name) ?? 'removed',
      Waiting: waiting,
      DeadLetters: dead,
      Delivered: record.delivered,
      Dropped: record.dropped,
      ...(oldestAt !== undefined && { OldestAt: dateOf(oldestAt) }),
      ...(lastSuccessAt !== undefined && { LastSuccessAt: dateOf(lastSuccessAt) }),
      ...(lastFailureAt !== undefined && { LastFailureAt: dateOf(lastFailureAt) }),
      ...(lastError !== undefined && { LastError: lastError }),
    });
  }
  return { Sinks: sinks };
});
