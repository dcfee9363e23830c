import type { AuditSegment, AuditStore } from '../audit-store.ts';
import type { AuditSegmentRow } from './audit-rows.ts';
import { runCompiled, type Session } from './session.ts';

/** Rows of the list from which `after` takes as many as it may. */
const LISTED = 200;

type Row = Omit<AuditSegmentRow, 'seq'>;

export function auditStore(session: Session): AuditStore {
  return { ...writing(session), ...reading(session) };
}

function writing(session: Session): Pick<AuditStore, 'add' | 'forget'> {
  const { db } = session;
  return {
    async add(segments) {
      for (const row of segments.map(rowOf)) {
        const build = () => db.insertInto('audit_segments').values(row);
        await runCompiled(session, 'audit.add', build, Object.values(row));
      }
    },
    async forget(before, limit) {
      const oldest = await db
        .selectFrom('audit_segments')
        .select(['seq', 'last_id'])
        .orderBy('seq')
        .limit(limit + 1)
        .execute();
      // The last of those read is never deleted here, so that it cannot be the last of all.
      const kept = oldest.findIndex((row) => row.last_id >= before);
      const end = oldest[kept < 0 ? oldest.length - 1 : kept];
      if (end === undefined) return 0;
      const gone = await db
        .deleteFrom('audit_segments')
        .where('seq', '<', end.seq)
        .executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
  };
}

function reading({ db }: Session): Pick<AuditStore, 'latest' | 'after' | 'lastId'> {
  return {
    async latest({ accountId, region, from, before }, limit) {
      const rows = await db
        .selectFrom('audit_segments')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('region', '=', region)
        .$if(from !== undefined, (query) => query.where('last_id', '>=', from ?? ''))
        .$if(before !== undefined, (query) => query.where('first_id', '<', before ?? ''))
        .orderBy('last_id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(segmentOf);
    },
    async after(sequence, charsMax) {
      const listed = await db
        .selectFrom('audit_segments')
        .select(['seq', 'chars'])
        .where('seq', '>', sequence)
        .orderBy('seq')
        .limit(LISTED)
        .execute();
      let chars = 0;
      let last: (typeof listed)[number] | undefined;
      for (const row of listed) {
        chars += row.chars;
        if (last !== undefined && chars > charsMax) break;
        last = row;
      }
      if (last === undefined) return [];
      const rows = await db
        .selectFrom('audit_segments')
        .select(['seq', 'body'])
        .where('seq', '>', sequence)
        .where('seq', '<=', last.seq)
        .orderBy('seq')
        .execute();
      return rows.map((row) => ({ sequence: Number(row.seq), body: bytesOf(row) }));
    },
    async lastId() {
      const row = await db
        .selectFrom('audit_segments')
        .select('last_id')
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.last_id;
    },
  };
}

/** Members always in this order: it is that of the parameters. */
function rowOf(segment: AuditSegment): Row {
  return {
    account_id: segment.accountId,
    region: segment.region,
    first_id: segment.firstId,
    last_id: segment.lastId,
    events: segment.events,
    chars: segment.chars,
    body: segment.body,
  };
}

function segmentOf(row: Row): AuditSegment {
  return {
    accountId: row.account_id,
    region: row.region,
    firstId: row.first_id,
    lastId: row.last_id,
    events: row.events,
    chars: row.chars,
    body: bytesOf(row),
  };
}

/** The driver hands out an ArrayBuffer. */
function bytesOf({ body }: { readonly body: Uint8Array }): Uint8Array {
  return new Uint8Array(body);
}
