import { dateOf } from '../../lib/clock.ts';
import { query } from './operation.ts';

/** What came in for the caller's account, by source, since the data directory was made. */
export const listSources = query('ListSources', async (_input, { store, accountId }) => {
  const sources = await store.ingest.sources(accountId);
  return {
    Sources: sources.map((source) => ({
      Source: source.source,
      Records: source.records,
      Duplicates: source.duplicates,
      Refused: source.refused,
      Unreadable: source.unreadable,
      ...(source.firstAt > 0 && { FirstAt: dateOf(source.firstAt) }),
      ...(source.lastAt > 0 && { LastAt: dateOf(source.lastAt) }),
      Declared: source.declaredAt !== undefined,
      ...(source.silentAt !== undefined && { SilentSince: dateOf(source.silentAt) }),
    })),
  };
});
