import { sql } from 'kysely';
import type { IngestStore, SourceCounters } from '../store.ts';
import { inChunks } from './chunks.ts';
import type { SourceCounterRow } from './schema.ts';
import type { Session } from './session.ts';

export function ingestStore(session: Session): IngestStore {
  return {
    ...knownEvents(session),
    ...detectionMemory(session),
    ...checkpoints(session),
    ...counters(session),
  };
}

function knownEvents({
  db,
  differences,
}: Session): Pick<IngestStore, 'knownEvents' | 'rememberEvents' | 'forgetEvents'> {
  return {
    async knownEvents(accountId, eventIds) {
      if (eventIds.length === 0) return new Set();
      const rows = await db
        .selectFrom('known_events')
        .select('event_id')
        .where('account_id', '=', accountId)
        .where(differences.among(sql.ref('event_id'), eventIds))
        .execute();
      return new Set(rows.map((row) => row.event_id));
    },
    async rememberEvents(accountId, eventIds, at) {
      const rows = [...new Set(eventIds)].map((event_id) => ({
        account_id: accountId,
        event_id,
        at,
      }));
      await inChunks(rows, (values) =>
        db
          .insertInto('known_events')
          .values([...values])
          .onConflict((conflict) => conflict.columns(['account_id', 'event_id']).doNothing())
          .execute(),
      );
    },
    async forgetEvents(before) {
      const result = await db
        .deleteFrom('known_events')
        .where('at', '<', before)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

function detectionMemory({
  db,
  differences,
}: Session): Pick<IngestStore, 'loadMemory' | 'saveMemory' | 'deleteMemory'> {
  return {
    async loadMemory() {
      return await db
        .selectFrom('detection_memory')
        .select(['scope', 'key', 'value', 'at'])
        .orderBy('scope')
        .orderBy('at')
        .orderBy('key')
        .execute();
    },
    async saveMemory(entries) {
      // One statement may not set a row twice: the last entry of a key stands.
      const latest = new Map(
        entries.map((entry) => [JSON.stringify([entry.scope, entry.key]), entry]),
      );
      const rows = [...latest.values()].map(({ scope, key, value, at }) => ({
        scope,
        key,
        value,
        at,
      }));
      await inChunks(rows, (values) =>
        db
          .insertInto('detection_memory')
          .values([...values])
          .onConflict((conflict) =>
            conflict.columns(['scope', 'key']).doUpdateSet((eb) => ({
              value: eb.ref('excluded.value'),
              at: eb.ref('excluded.at'),
            })),
          )
          .execute(),
      );
    },
    async deleteMemory(scope, keys) {
      if (keys.length === 0) return;
      await db
        .deleteFrom('detection_memory')
        .where('scope', '=', scope)
        .where(differences.among(sql.ref('key'), keys))
        .execute();
    },
  };
}

function checkpoints({ db }: Session): Pick<IngestStore, 'getCheckpoint' | 'putCheckpoint'> {
  return {
    async getCheckpoint(source, object) {
      const row = await db
        .selectFrom('checkpoints')
        .select('state')
        .where('source', '=', source)
        .where('object', '=', object)
        .executeTakeFirst();
      return row?.state;
    },
    async putCheckpoint(source, object, state, at) {
      await db
        .insertInto('checkpoints')
        .values({ source, object, state, at })
        .onConflict((conflict) => conflict.columns(['source', 'object']).doUpdateSet({ state, at }))
        .execute();
    },
  };
}

function counters({ db }: Session): Pick<IngestStore, 'count' | 'sources'> {
  return {
    async count(added) {
      await db
        .insertInto('source_counters')
        .values(fromCounters(added))
        .onConflict((conflict) =>
          conflict.columns(['account_id', 'source']).doUpdateSet((eb) => ({
            records: eb('source_counters.records', '+', eb.ref('excluded.records')),
            duplicates: eb('source_counters.duplicates', '+', eb.ref('excluded.duplicates')),
            refused: eb('source_counters.refused', '+', eb.ref('excluded.refused')),
            unreadable: eb('source_counters.unreadable', '+', eb.ref('excluded.unreadable')),
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
    async sources(accountId) {
      const rows = await db
        .selectFrom('source_counters')
        .selectAll()
        .where('account_id', '=', accountId)
        .orderBy('source')
        .execute();
      return rows.map(toCounters);
    },
  };
}

function fromCounters(counters: SourceCounters): SourceCounterRow {
  return {
    account_id: counters.accountId,
    source: counters.source,
    records: counters.records,
    duplicates: counters.duplicates,
    refused: counters.refused,
    unreadable: counters.unreadable,
    last_at: counters.lastAt,
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
    lastAt: row.last_at,
  };
}
