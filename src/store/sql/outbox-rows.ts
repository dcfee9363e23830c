import type { Generated, Selectable } from 'kysely';
import type { OutboxItem, OutboxKind } from '../outbox-store.ts';

export interface OutboxTables {
  outbox: OutboxRow;
  sink_records: SinkRecordRow;
  notices: NoticeRow;
}

export interface OutboxRow {
  seq: Generated<number>;
  sink: string;
  subject: string;
  kind: string;
  account_id: string;
  region: string;
  event_id: string;
  /** JSON. */
  body: string;
  due_at: number;
  created_at: number;
  tries: number;
  last_error: string | null;
  dead: number;
}

export interface SinkRecordRow {
  sink: string;
  delivered: number;
  dropped: number;
  last_success_at: number | null;
  last_failure_at: number | null;
  last_error: string | null;
}

export interface NoticeRow {
  notice_id: string;
  account_id: string;
  created_at: number;
  /** JSON. */
  body: string;
}

export function toOutboxItem(row: Selectable<OutboxRow>): OutboxItem {
  return {
    seq: row.seq,
    sink: row.sink,
    subject: row.subject,
    kind: row.kind as OutboxKind,
    accountId: row.account_id,
    region: row.region,
    eventId: row.event_id,
    body: row.body,
    dueAt: row.due_at,
    createdAt: row.created_at,
    tries: row.tries,
    dead: row.dead === 1,
    ...(row.last_error !== null && { lastError: row.last_error }),
  };
}
