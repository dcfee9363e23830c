import { createHash } from 'node:crypto';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tables } from './schema.ts';
import type { Session } from './session.ts';

type Test = RawBuilder<SqlBool>;

const is = (column: string, accountId: string): Test =>
  sql<SqlBool>`${sql.ref(column)} = ${accountId}`;

/**
 * Which rows belong to an account: those that name it, on whichever side. Undefined for a table
 * that belongs to nobody or, as `finding_fields`, repeats what another has.
 */
const OWNED: Readonly<Record<keyof Tables, ((accountId: string) => Test) | undefined>> = {
  accounts: (id) => is('account_id', id),
  roles: (id) => sql<SqlBool>`(${is('account_id', id)} or ${is('trusted_account_id', id)})`,
  credentials: (id) => is('account_id', id),
  organizations: (id) => is('management_account_id', id),
  create_account_requests: (id) => is('account_id', id),
  detectors: (id) => is('account_id', id),
  memberships: (id) => sql<SqlBool>`(${is('administrator_id', id)} or ${is('account_id', id)})`,
  findings: (id) => is('account_id', id),
  finding_comments: (id) => is('account_id', id),
  finding_fields: undefined,
  known_events: (id) => is('account_id', id),
  // Scopes begin with the account's id and a bar.
  detection_memory: (id) => sql<SqlBool>`substr(scope, 1, ${id.length + 1}) = ${`${id}|`}`,
  checkpoints: undefined,
  source_counters: (id) => is('account_id', id),
  settings: undefined,
};

/**
 * SHA-256 (hex) over all rows of the account in all tables, whatever order they were written in.
 */
export async function digestOf({ db }: Session, accountId: string): Promise<string> {
  const hash = createHash('sha256');
  for (const [table, owned] of Object.entries(OWNED)) {
    if (owned === undefined) continue;
    const { rows } = await sql<object>`select * from ${sql.table(table)}
      where ${owned(accountId)}`.execute(db);
    // Sorted here: the dialects sort text each their own way.
    const lines = rows.map((row) => JSON.stringify({ ...row, seq: undefined })).sort();
    hash.update([table, ...lines, ''].join('\n'));
  }
  return hash.digest('hex');
}
