import { createHash } from 'node:crypto';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tables } from './schema.ts';
import type { Session } from './session.ts';

type Test = RawBuilder<SqlBool>;

const is = (column: string, accountId: string): Test =>
  sql<SqlBool>`${sql.ref(column)} = ${accountId}`;

/** Rows of the organisation that the account manages. */
const managed = (accountId: string): Test =>
  sql<SqlBool>`organization_id in (select organization_id from organizations
    where management_account_id = ${accountId})`;

/** Rows of a bucket that the account owns. */
const inBucketOf = (accountId: string): Test =>
  sql<SqlBool>`bucket in (select name from buckets where account_id = ${accountId})`;

/**
 * Which rows belong to an account: those that name it, on whichever side. Undefined for a table
 * that belongs to nobody or, as `finding_fields`, repeats what another has.
 */
const OWNED: Readonly<Record<keyof Tables, ((accountId: string) => Test) | undefined>> = {
  accounts: (id) => is('account_id', id),
  iam_entities: (id) => is('account_id', id),
  iam_policies: (id) => is('account_id', id),
  iam_policy_uses: (id) => is('account_id', id),
  credentials: (id) => is('account_id', id),
  organizations: (id) => is('management_account_id', id),
  create_account_requests: (id) => is('account_id', id),
  // What an organisation holds is its management account's, and that of the account it names.
  organizational_units: managed,
  organization_tags: (id) => sql<SqlBool>`(${managed(id)} or ${is('resource_id', id)})`,
  organization_policies: managed,
  policy_attachments: (id) => sql<SqlBool>`(${managed(id)} or ${is('target_id', id)})`,
  service_access: managed,
  delegations: (id) => sql<SqlBool>`(${managed(id)} or ${is('account_id', id)})`,
  handshakes: (id) => sql<SqlBool>`(${managed(id)} or ${is('party_id', id)})`,
  detectors: (id) => is('account_id', id),
  memberships: (id) => sql<SqlBool>`(${is('administrator_id', id)} or ${is('account_id', id)})`,
  findings: (id) => is('account_id', id),
  finding_bodies: (id) =>
    sql<SqlBool>`finding_seq in (select seq from findings where account_id = ${id})`,
  finding_comments: (id) => is('account_id', id),
  finding_fields: undefined,
  filters: (id) => is('account_id', id),
  lists: (id) => is('account_id', id),
  // The entries of a list: what is in force is in the list's `content_version`.
  list_contents: undefined,
  publishing_destinations: (id) => is('account_id', id),
  malware_settings: (id) => is('account_id', id),
  malware_plans: (id) => is('account_id', id),
  malware_scans: (id) => sql<SqlBool>`(${is('account_id', id)} or ${is('started_by', id)})`,
  rule_associations: (id) => sql<SqlBool>`(${is('account_id', id)} or ${is('made_by', id)})`,
  rule_configurations: (id) => is('account_id', id),
  known_events: (id) => is('account_id', id),
  // Scopes begin with the account's id and a bar.
  detection_memory: (id) => sql<SqlBool>`substr(scope, 1, ${id.length + 1}) = ${`${id}|`}`,
  checkpoints: undefined,
  source_counters: (id) => is('account_id', id),
  settings: undefined,
  administrations: (id) => is('administrator_id', id),
  waiting_enrolments: (id) => is('account_id', id),
  usage: (id) => is('account_id', id),
  feature_trials: (id) => is('account_id', id),
  notices: (id) => is('account_id', id),
  // The operator's queues: what is in them comes and goes by itself.
  outbox: undefined,
  sink_records: undefined,
  buckets: (id) => is('account_id', id),
  objects: inBucketOf,
  uploads: inBucketOf,
  // Parts change nothing that anybody but the uploader sees.
  upload_parts: undefined,
  functions: (id) => is('account_id', id),
  // A queue, like those of the operator.
  function_events: undefined,
  kms_keys: (id) => is('account_id', id),
  kms_aliases: (id) => is('account_id', id),
  kms_grants: (id) => is('account_id', id),
  stack_items: (id) => is('account_id', id),
  // Every call leaves one, a refused one too: it tells of a change and is none.
  audit_segments: undefined,
};

/** Columns that say when a row was written, and not what is in it. */
const NUMBERED = { seq: undefined, finding_seq: undefined };

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
    const lines = rows.map((row) => JSON.stringify({ ...row, ...NUMBERED })).sort();
    hash.update([table, ...lines, ''].join('\n'));
  }
  return hash.digest('hex');
}
