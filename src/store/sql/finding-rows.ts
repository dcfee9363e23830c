import { createHash } from 'node:crypto';
import type { Finding } from '@aws-sdk/client-guardduty';
import type { Generated, Insertable, Selectable } from 'kysely';
import { FINDING_FIELDS } from '../../domain/finding-fields.ts';
import {
  ADDITIONAL_INFO,
  additionalInfoValues,
  type FieldValue,
  fieldValues,
  hasPath,
} from '../../domain/finding-values.ts';
import { dateOf, parseIso } from '../../lib/clock.ts';
import type { StoredFinding } from '../store.ts';

export interface FindingTables {
  findings: FindingRow;
  finding_bodies: FindingBodyRow;
  finding_comments: FindingCommentRow;
  finding_fields: FindingFieldRow;
}

export interface FindingRow {
  /** Given by the database; the short name of the finding in `finding_fields`. */
  seq: Generated<number>;
  id: string;
  account_id: string;
  region: string;
  type: string;
  finding_key: string;
  sample: number;
  severity: number;
  archived: number;
  created_at: number;
  updated_at: number;
  /** These four only sort and group: what a finding lacks is 0 or empty here. */
  count: number;
  resource_type: string;
  event_first_seen: number;
  event_last_seen: number;
  resource_id: string;
}

export interface FindingBodyRow {
  finding_seq: number;
  /** JSON of the finding. */
  body: string;
}

export interface FindingFieldRow {
  finding_seq: number;
  /** `fieldCode` of the field's name. */
  field: number;
  /** The how-manieth value of the field. */
  position: number;
  text: string;
  number: number | null;
}

export interface FindingCommentRow {
  finding_id: string;
  account_id: string;
  comments: string;
}

/** Criteria on these compare columns of `findings`; every other field has rows of its own. */
export const COLUMN_FIELDS = [
  'accountId',
  'region',
  'id',
  'type',
  'severity',
  'createdAt',
  'updatedAt',
  'service.archived',
] as const;
export type ColumnField = (typeof COLUMN_FIELDS)[number];

/** What lies in additionalInfo gets rows whether the list names it or not. */
const inRows = FINDING_FIELDS.filter(
  (field) => !isColumnField(field) && !field.startsWith(ADDITIONAL_INFO),
);

/** By what they have in common, so that a resource or action that a finding lacks is one look. */
const families = new Map<string, string[]>();
for (const name of inRows) {
  const parts = name.split('.');
  const family = parts.slice(0, Math.min(3, parts.length - 1)).join('.');
  families.set(family, [...(families.get(family) ?? []), name]);
}

export function isColumnField(field: string): field is ColumnField {
  return (COLUMN_FIELDS as readonly string[]).includes(field);
}

/**
 * The finding's row in `findings`.
 * @throws Error for a finding that lacks what every finding has: its maker is at fault
 */
export function toFindingRow({ finding, key, sample }: StoredFinding): Insertable<FindingRow> {
  const service = finding.Service;
  return {
    id: required(finding.Id, 'Id'),
    account_id: required(finding.AccountId, 'AccountId'),
    region: required(finding.Region, 'Region'),
    type: required(finding.Type, 'Type'),
    finding_key: key,
    sample: sample ? 1 : 0,
    severity: required(finding.Severity, 'Severity'),
    archived: service?.Archived === true ? 1 : 0,
    created_at: required(millisOf(finding.CreatedAt), 'CreatedAt'),
    updated_at: required(millisOf(finding.UpdatedAt), 'UpdatedAt'),
    count: service?.Count ?? 0,
    resource_type: finding.Resource?.ResourceType ?? '',
    event_first_seen: millisOf(service?.EventFirstSeen) ?? 0,
    event_last_seen: millisOf(service?.EventLastSeen) ?? 0,
    resource_id: resourceIdOf(finding),
  };
}

/** A finding's row with its body. */
export type WholeFindingRow = Selectable<FindingRow> & Pick<FindingBodyRow, 'body'>;

export function toStoredFinding(row: WholeFindingRow): StoredFinding {
  return { finding: decodeFinding(row.body), key: row.finding_key, sample: row.sample === 1 };
}

/** One row for each value that criteria can ask for and that has no column. */
export function toFieldRows(seq: number, finding: Finding): FindingFieldRow[] {
  const rows: FindingFieldRow[] = [];
  const add = (name: string, values: readonly FieldValue[]): void => {
    const field = fieldCode(name);
    for (const [position, { text, number }] of values.entries()) {
      rows.push({ finding_seq: seq, field, position, text, number: number ?? null });
    }
  };
  for (const [family, names] of families) {
    if (!hasPath(finding, family)) continue;
    for (const name of names) add(name, fieldValues(finding, name));
  }
  for (const [name, values] of additionalInfoValues(finding)) add(name, values);
  return rows;
}

const codes = new Map(inRows.map((name) => [name, codeOf(name)]));

/**
 * A field's name as a number of 48 bits from its SHA-256. A finding has some 25 values, each in a
 * row and in an index, and the names would be most of their bytes; for two of a million names to
 * share a number the odds are one in 500.
 */
export function fieldCode(name: string): number {
  return codes.get(name) ?? codeOf(name);
}

function codeOf(name: string): number {
  return createHash('sha256').update(name).digest().readUIntBE(0, 6);
}

/** JSON, in which a `Date` is `{"$date": milliseconds}`: a plain text would come back as text. */
export function encodeFinding(finding: Finding): string {
  return JSON.stringify(finding, function (this: Record<string, unknown>, name, value: unknown) {
    // `value` is already a text here: JSON.stringify asks a Date for one before it asks us.
    const original = this[name];
    return original instanceof Date ? { $date: original.getTime() } : value;
  });
}

export function decodeFinding(body: string): Finding {
  return JSON.parse(body, (_name, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('$date' in value)) return value;
    const { $date } = value;
    return typeof $date === 'number' && Object.keys(value).length === 1 ? dateOf($date) : value;
  }) as Finding;
}

/** Source: API reference of ResourceStatistics, which maps each resource type to its id. */
function resourceIdOf({ Resource: resource }: Finding): string {
  if (resource === undefined) return '';
  const ids: Readonly<Record<string, string | undefined>> = {
    AccessKey: resource.AccessKeyDetails?.AccessKeyId,
    Container: resource.ContainerDetails?.Id,
    ECSCluster: resource.EcsClusterDetails?.Name,
    EKSCluster: resource.EksClusterDetails?.Name,
    Instance: resource.InstanceDetails?.InstanceId,
    KubernetesCluster: resource.KubernetesDetails?.KubernetesWorkloadDetails?.Name,
    Lambda: resource.LambdaDetails?.FunctionName,
    RDSDBInstance: resource.RdsDbInstanceDetails?.DbInstanceIdentifier,
    S3Bucket: resource.S3BucketDetails?.[0]?.Name,
    S3Object: resource.S3BucketDetails?.[0]?.Name,
  };
  return ids[resource.ResourceType ?? ''] ?? '';
}

function millisOf(iso: string | undefined): number | undefined {
  return iso === undefined ? undefined : parseIso(iso);
}

function required<T>(value: T | undefined, member: string): T {
  if (value === undefined) throw new Error(`A finding to be stored has no usable ${member}.`);
  return value;
}
