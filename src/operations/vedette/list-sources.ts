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
      LastAt: dateOf(source.lastAt),
    })),
  };
});
