import { sql } from 'kysely';
import type { IngestStore, SourceCounters } from '../store.ts';
import { atomically } from './atomically.ts';
import type { SourceCounterRow } from './schema.ts';
import type { Session } from './session.ts';

type Counting = 'count' | 'sources' | 'allSources' | 'declareSources' | 'setSilent';

export function sourceCounters(session: Session): Pick<IngestStore, Counting> {
  const { db } = session;
  const all = () => db.selectFrom('source_counters').selectAll().orderBy('source');
  return {
    ...counting(session),
    ...declaring(session),
    async sources(accountId) {
      return (await all().where('account_id', '=', accountId).execute()).map(toCounters);
    },
    async allSources() {
      return (await all().orderBy('account_id').execute()).map(toCounters);
    },
    async setSilent(accountId, source, at) {
      await db
        .updateTable('source_counters')
        .set({ silent_at: at ?? null })
        .where('account_id', '=', accountId)
        .where('source', '=', source)
        .execute();
    },
  };
}

function counting({ db }: Session): Pick<IngestStore, 'count'> {
  return {
    async count({ accountId, source, lastAt, ...added }) {
      const key = { account_id: accountId, source };
      await db
        .insertInto('source_counters')
        .values({ ...key, ...added, first_at: lastAt, last_at: lastAt })
        .onConflict((conflict) =>
          conflict.columns(['account_id', 'source']).doUpdateSet((eb) => ({
            records: eb('source_counters.records', '+', eb.ref('excluded.records')),
            duplicates: eb('source_counters.duplicates', '+', eb.ref('excluded.duplicates')),
            refused: eb('source_counters.refused', '+', eb.ref('excluded.refused')),
            unreadable: eb('source_counters.unreadable', '+', eb.ref('excluded.unreadable')),
            // A row of a declared source is there before anything has come: its times are 0.
            first_at: sql<number>`case when source_counters.first_at = 0
              or excluded.first_at < source_counters.first_at
              then excluded.first_at else source_counters.first_at end`,
            last_at: eb
              .case()
              .when('excluded.last_at', '>', eb.ref('source_counters.last_at'))
              .then(eb.ref('excluded.last_at'))
              .else(eb.ref('source_counters.last_at'))
              .end(),
          })),
        )
        .execute();
    },
  };
}

function declaring(session: Session): Pick<IngestStore, 'declareSources'> {
  return {
    declareSources: (accountId, sources, at) =>
      atomically(session, async (inside) => {
        const none = { records: 0, duplicates: 0, refused: 0, unreadable: 0 };
        // What is watched no more is not missed; a row that never had a record goes.
        await inside.db
          .deleteFrom('source_counters')
          .where('declared_at', 'is not', null)
          .where('last_at', '=', 0)
          .where('source', 'not in', ['', ...sources])
          .execute();
        await inside.db
          .updateTable('source_counters')
          .set({ declared_at: null })
          .where('declared_at', 'is not', null)
          .where('source', 'not in', ['', ...sources])
          .execute();
        for (const source of sources) {
          const times = { first_at: 0, last_at: 0, declared_at: at };
          await inside.db
            .insertInto('source_counters')
            .values({ account_id: accountId, source, ...none, ...times })
            .onConflict((conflict) =>
              conflict.columns(['account_id', 'source']).doUpdateSet({
                declared_at: sql<number>`coalesce(source_counters.declared_at, ${at})`,
              }),
            )
            .execute();
        }
      }),
  };
}

function toCounters(row: SourceCounterRow): SourceCounters {
  return {
    accountId: row.account_id,
    source: row.source,
    records: row.records,
    duplicates: row.duplicates,
    refused: row.refused,
    unreadable: row.unreadable,
    firstAt: row.first_at,
    lastAt: row.last_at,
    ...(row.declared_at !== null && { declaredAt: row.declared_at }),
    ...(row.silent_at !== null && { silentAt: row.silent_at }),
  };
}
