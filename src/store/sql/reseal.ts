import { sql } from 'kysely';
import type { Tables } from './schema.ts';
import type { Session } from './session.ts';

interface Place {
  readonly table: keyof Tables;
  /** What orders the rows, and tells one from all others. */
  readonly key: readonly string[];
  /** The column with sealed texts in it. */
  readonly column: string;
}

/** Everywhere that something sealed is kept. */
const PLACES: readonly Place[] = [
  { table: 'credentials', key: ['access_key_id'], column: 'sealed_secret' },
  { table: 'kms_keys', key: ['key_id'], column: 'rest' },
  { table: 'functions', key: ['account_id', 'region', 'name'], column: 'rest' },
  { table: 'function_events', key: ['id'], column: 'event' },
  { table: 'buckets', key: ['name'], column: 'rest' },
  { table: 'objects', key: ['bucket', 'key'], column: 'rest' },
  { table: 'uploads', key: ['upload_id'], column: 'rest' },
  { table: 'stack_items', key: ['kind', 'id'], column: 'item' },
];

const BATCH_ROWS = 500;

/** Rewrites what `change` makes another text of, row by row. */
export async function resealAll(session: Session, change: (text: string) => string): Promise<void> {
  for (const place of PLACES) {
    let after: readonly string[] | undefined;
    do after = await resealBatch(session, place, after, change);
    while (after !== undefined);
  }
}

/** Answers the key of the last row; undefined where it was the last of all. */
async function resealBatch(
  { db }: Session,
  { table, key, column }: Place,
  after: readonly string[] | undefined,
  change: (text: string) => string,
): Promise<readonly string[] | undefined> {
  const columns = sql.join(key.map((name) => sql.ref(name)));
  const behind = after === undefined ? sql`` : sql`where (${columns}) > (${sql.join([...after])})`;
  const { rows } = await sql<Record<string, string>>`
    select ${columns}, ${sql.ref(column)} as sealed from ${sql.table(table)} ${behind}
    order by ${columns} limit ${BATCH_ROWS}`.execute(db);
  for (const row of rows) {
    const before = row.sealed ?? '';
    const text = change(before);
    if (text === before) continue;
    const own = sql.join(
      key.map((name) => sql`${sql.ref(name)} = ${row[name]}`),
      sql` and `,
    );
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${text} where ${own}`.execute(db);
  }
  const last = rows.at(-1);
  return last && rows.length === BATCH_ROWS ? key.map((name) => String(last[name])) : undefined;
}
