import { sql } from 'kysely';
import type { IngestStore } from '../store.ts';
import { atomically } from './atomically.ts';
import { inChunks } from './chunks.ts';
import type { Session } from './session.ts';
import { sourceCounters } from './source-counters.ts';

export function ingestStore(session: Session): IngestStore {
  return {
    ...knownEvents(session),
    ...detectionMemory(session),
    ...checkpoints(session),
    ...sourceCounters(session),
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

function checkpoints(
  session: Session,
): Pick<IngestStore, 'getCheckpoint' | 'putCheckpoint' | 'closeFolder'> {
  const { db } = session;
  return {
    closeFolder: (source, folder, at) =>
      atomically(session, async (inside) => {
        await inside.db
          .deleteFrom('checkpoints')
          .where('source', '=', source)
          .where('object', '>=', folder)
          .where('object', '<', `${folder}\u{10ffff}`)
          .execute();
        const state = 'closed';
        await inside.db
          .insertInto('checkpoints')
          .values({ source, object: folder, state, at })
          .execute();
      }),
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
