import { type Kysely, sql } from 'kysely';
import type { OutboxItem, OutboxStore, SinkRecord } from '../outbox-store.ts';
import { atomically } from './atomically.ts';
import { toOutboxItem } from './outbox-rows.ts';
import type { Tables } from './schema.ts';
import type { Session } from './session.ts';

export function outboxStore(session: Session): OutboxStore {
  return {
    ...writing(session),
    ...sending(session),
    ...outcomes(session),
    ...deadLetters(session),
    ...looking(session),
  };
}

function writing(session: Session): Pick<OutboxStore, 'add'> {
  return {
    add: (item, merge) =>
      atomically(session, async ({ db }) => {
        if (merge && (await mergeInto(db, item))) return;
        await db
          .insertInto('outbox')
          .values({
            sink: item.sink,
            subject: item.subject,
            kind: item.kind,
            account_id: item.accountId,
            region: item.region,
            event_id: item.eventId,
            body: item.body,
            due_at: item.dueAt,
            created_at: item.createdAt,
            tries: 0,
            last_error: null,
            dead: 0,
          })
          .execute();
      }),
  };
}

/** The last item of the subject, where it may still be replaced; answers whether it was. */
async function mergeInto(
  db: Kysely<Tables>,
  {
    sink,
    subject,
    kind,
    eventId,
    body,
    dueAt,
    createdAt,
  }: Omit<OutboxItem, 'seq' | 'tries' | 'dead'>,
): Promise<boolean> {
  const last = await db
    .selectFrom('outbox')
    .select(['seq', 'kind', 'tries', 'due_at'])
    .where('sink', '=', sink)
    .where('subject', '=', subject)
    .where('dead', '=', 0)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last === undefined || last.kind !== kind) return false;
  if (last.tries > 0 || last.due_at <= createdAt) return false;
  await db
    .updateTable('outbox')
    .set({ event_id: eventId, body, due_at: Math.min(last.due_at, dueAt) })
    .where('seq', '=', last.seq)
    .execute();
  return true;
}

function sending(session: Session): Pick<OutboxStore, 'due' | 'nextDueAt'> {
  const { db, differences } = session;
  return {
    async due(sink, now, limit) {
      const rows = await db
        .selectFrom('outbox')
        .selectAll()
        .where('sink', '=', sink)
        .where('dead', '=', 0)
        .where('due_at', '<=', now)
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('outbox as earlier')
                .select('earlier.seq')
                .where('earlier.sink', '=', sink)
                .where('earlier.dead', '=', 0)
                .whereRef('earlier.subject', '=', 'outbox.subject')
                .whereRef('earlier.seq', '<', 'outbox.seq'),
            ),
          ),
        )
        .orderBy('due_at')
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(toOutboxItem);
    },
    async nextDueAt(sinks) {
      const row = await db
        .selectFrom('outbox')
        .select((eb) => eb.fn.min('due_at').as('next'))
        .where(differences.among(sql.ref('sink'), sinks))
        .where('dead', '=', 0)
        .executeTakeFirst();
      return row?.next ?? undefined;
    },
  };
}

function outcomes(session: Session): Pick<OutboxStore, 'delivered' | 'failed'> {
  const { among } = session.differences;
  return {
    delivered: (items, now) =>
      atomically(session, async ({ db }) => {
        const seqs = items.map(({ seq }) => seq);
        // One that took another's place has another event's id than any of these.
        const eventIds = items.map(({ eventId }) => eventId);
        await db
          .deleteFrom('outbox')
          .where(among(sql.ref('seq'), seqs))
          .where(among(sql.ref('event_id'), eventIds))
          .execute();
        for (const sink of new Set(items.map((item) => item.sink))) {
          const count = items.filter((item) => item.sink === sink).length;
          await noteSuccess(db, sink, count, now);
        }
      }),
    failed: (items, now) =>
      atomically(session, async (inside) => {
        for (const item of items) {
          const { seq, eventId, dueAt, tries, lastError = null, dead } = item;
          await inside.db
            .updateTable('outbox')
            .set({ due_at: dueAt, tries, last_error: lastError, dead: dead ? 1 : 0 })
            .where('seq', '=', seq)
            .where('event_id', '=', eventId)
            .execute();
          await noteFailure(inside.db, item.sink, lastError, now);
        }
      }),
  };
}

async function noteSuccess(
  db: Kysely<Tables>,
  sink: string,
  count: number,
  now: number,
): Promise<void> {
  await db
    .insertInto('sink_records')
    .values({ sink, delivered: count, dropped: 0, last_success_at: now })
    .onConflict((conflict) =>
      conflict.column('sink').doUpdateSet((eb) => ({
        delivered: eb('sink_records.delivered', '+', count),
        last_success_at: now,
      })),
    )
    .execute();
}

async function noteFailure(
  db: Kysely<Tables>,
  sink: string,
  error: string | null,
  now: number,
): Promise<void> {
  const change = { last_failure_at: now, last_error: error };
  await db
    .insertInto('sink_records')
    .values({ sink, delivered: 0, dropped: 0, ...change })
    .onConflict((conflict) => conflict.column('sink').doUpdateSet(change))
    .execute();
}

function deadLetters(session: Session): Pick<OutboxStore, 'deadLetters' | 'resend' | 'trim'> {
  const { db } = session;
  return {
    async deadLetters(sink, limit, after = 0) {
      const rows = await db
        .selectFrom('outbox')
        .selectAll()
        .where('dead', '=', 1)
        .where('seq', '>', after)
        .$if(sink !== undefined, (query) => query.where('sink', '=', sink ?? ''))
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(toOutboxItem);
    },
    async resend(sink, now, seqs) {
      const result = await db
        .updateTable('outbox')
        .set({ dead: 0, tries: 0, due_at: now })
        .where('sink', '=', sink)
        .where('dead', '=', 1)
        .$if(seqs !== undefined, (query) => query.where('seq', 'in', [...(seqs ?? [])]))
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },
    trim: (sink, keep) =>
      atomically(session, async (inside) => {
        const waiting = await cut(inside.db, sink, 0, keep.waiting);
        const dropped = waiting + (await cut(inside.db, sink, 1, keep.dead));
        if (dropped === 0) return 0;
        await inside.db
          .insertInto('sink_records')
          .values({ sink, delivered: 0, dropped })
          .onConflict((conflict) =>
            conflict
              .column('sink')
              .doUpdateSet((eb) => ({ dropped: eb('sink_records.dropped', '+', dropped) })),
          )
          .execute();
        return dropped;
      }),
  };
}

/** The `keep`-th newest item decides: older ones go. */
async function cut(db: Kysely<Tables>, sink: string, dead: 0 | 1, keep: number): Promise<number> {
  const edge = await db
    .selectFrom('outbox')
    .select('seq')
    .where('sink', '=', sink)
    .where('dead', '=', dead)
    .orderBy('seq', 'desc')
    .limit(1)
    .offset(keep)
    .executeTakeFirst();
  if (edge === undefined) return 0;
  const result = await db
    .deleteFrom('outbox')
    .where('sink', '=', sink)
    .where('dead', '=', dead)
    .where('seq', '<=', edge.seq)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

function looking({ db }: Session): Pick<OutboxStore, 'counts' | 'sinks' | 'record'> {
  return {
    async counts(sink) {
      const rows = await db
        .selectFrom('outbox')
        .select('dead')
        .select((eb) => [eb.fn.countAll<number>().as('total'), eb.fn.min('created_at').as('first')])
        .where('sink', '=', sink)
        .groupBy('dead')
        .execute();
      const waiting = rows.find((row) => row.dead === 0);
      const dead = Number(rows.find((row) => row.dead === 1)?.total ?? 0);
      if (waiting === undefined) return { waiting: 0, dead };
      return { waiting: Number(waiting.total), dead, oldestAt: waiting.first };
    },
    async sinks() {
      const records = db.selectFrom('sink_records').select('sink');
      const rows = await records.union(db.selectFrom('outbox').select('sink')).execute();
      return rows.map((row) => row.sink).sort();
    },
    async record(sink): Promise<SinkRecord> {
      const row = await db
        .selectFrom('sink_records')
        .selectAll()
        .where('sink', '=', sink)
        .executeTakeFirst();
      return {
        sink,
        delivered: row?.delivered ?? 0,
        dropped: row?.dropped ?? 0,
        ...(row?.last_success_at != null && { lastSuccessAt: row.last_success_at }),
        ...(row?.last_failure_at != null && { lastFailureAt: row.last_failure_at }),
        ...(row?.last_error != null && { lastError: row.last_error }),
      };
    },
  };
}
