import type { Finding } from '@aws-sdk/client-guardduty';
import { parseIso } from '../lib/clock.ts';
import {
  ADDITIONAL_INFO_DEPTH_MAX,
  ADDITIONAL_INFO_PATHS_MAX,
  FIELD_VALUES_MAX,
} from '../limits.ts';
import { FINDING_FIELDS, SUPPRESSION_FIELDS } from './finding-fields.ts';

/** One value of a finding's field: as `equals` compares it and, where it is one, as a number. */
export interface FieldValue {
  readonly text: string;
  readonly number?: number;
}

/** Fields that begin so are read from the JSON text that `service.additionalInfo` carries. */
export const ADDITIONAL_INFO = 'service.additionalInfo.';

/** Text members that criteria compare as milliseconds; members typed as `Date` are always so. */
const ISO_FIELDS = new Set([
  'createdAt',
  'updatedAt',
  'service.eventFirstSeen',
  'service.eventLastSeen',
  'resource.instanceDetails.launchTime',
]);

/**
 * Criteria use wire names; a stored finding has the SDK's member names, which are the same with a
 * capital first letter, but for these (generated wire table; the test walks all fields through it).
 */
const irregularMembers = new Map([
  ['account', 'Name'],
  ['createdAt', 'TaskCreatedAt'],
  ['hostIpc', 'HostIPC'],
  ['hostPid', 'HostPID'],
  ['lat', 'Latitude'],
  ['lon', 'Longitude'],
  ['productCodeId', 'Code'],
  ['productCodeType', 'ProductType'],
  ['sourceIPs', 'SourceIps'],
  ['type', 'KubernetesResourcesTypes'],
]);

const membersByPath = new Map(
  [...FINDING_FIELDS, ...SUPPRESSION_FIELDS].map((field) => [field, toMembers(field)]),
);

/**
 * The values that a finding has in a field named by its wire path, arrays flattened: timestamps as
 * milliseconds since the epoch, booleans as `true` and `false`; none where the finding lacks it.
 * `service.archived` of a finding that does not say is `false`.
 */
export function fieldValues(finding: Finding, field: string): FieldValue[] {
  if (field === 'service.archived') return [{ text: String(finding.Service?.Archived === true) }];
  if (field.startsWith(ADDITIONAL_INFO)) {
    return additionalInfoValues(finding).get(field) ?? [];
  }
  return toValues(leavesOf(finding, field), ISO_FIELDS.has(field));
}

/** Does the finding have anything at this path, which may stop above a field? */
export function hasPath(finding: Finding, path: string): boolean {
  return leavesOf(finding, path).length > 0;
}

function leavesOf(finding: Finding, path: string): unknown[] {
  let level: unknown[] = [finding];
  for (const member of membersByPath.get(path) ?? toMembers(path)) {
    level = level.flatMap((value) => flattened(memberOf(value, member)));
    if (level.length === 0) break;
  }
  return level;
}

/**
 * All values inside `service.additionalInfo`, by full field name. The API carries them as JSON text
 * in `Value`; a text that is not JSON has none.
 */
export function additionalInfoValues(finding: Finding): Map<string, FieldValue[]> {
  const found = new Map<string, FieldValue[]>();
  const text = finding.Service?.AdditionalInfo?.Value;
  const root = text === undefined ? undefined : parseJson(text);
  if (!isRecord(root)) return found;
  collect(root, ADDITIONAL_INFO.slice(0, -1), 0, found);
  return found;
}

function collect(
  value: unknown,
  path: string,
  depth: number,
  found: Map<string, FieldValue[]>,
): void {
  if (depth > ADDITIONAL_INFO_DEPTH_MAX) return;
  for (const one of flattened(value)) {
    if (isRecord(one)) {
      for (const [name, inner] of Object.entries(one)) {
        collect(inner, `${path}.${name}`, depth + 1, found);
      }
      continue;
    }
    const values = found.get(path) ?? [];
    if (values.length >= FIELD_VALUES_MAX) return;
    if (values.length === 0 && found.size >= ADDITIONAL_INFO_PATHS_MAX) return;
    const added = toValues([one], false);
    if (added.length > 0) found.set(path, [...values, ...added]);
  }
}

interface Member {
  readonly name: string;
  readonly irregular: string | undefined;
}

function toMembers(path: string): Member[] {
  return path.split('.').map((name) => ({
    name: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    irregular: irregularMembers.get(name),
  }));
}

function memberOf(value: unknown, { name, irregular }: Member): unknown {
  if (!isRecord(value)) return undefined;
  if (Object.hasOwn(value, name)) return value[name];
  return irregular !== undefined && Object.hasOwn(value, irregular) ? value[irregular] : undefined;
}

/** A leaf that is a map (`awsApiCallAction.affectedResources`) has its values. */
function toValues(leaves: readonly unknown[], iso: boolean): FieldValue[] {
  const scalars = leaves.flatMap((leaf) => (isRecord(leaf) ? Object.values(leaf) : [leaf]));
  const values: FieldValue[] = [];
  for (const scalar of scalars) {
    const value = toValue(scalar, iso);
    if (value !== undefined) values.push(value);
    if (values.length === FIELD_VALUES_MAX) break;
  }
  return values;
}

function toValue(scalar: unknown, iso: boolean): FieldValue | undefined {
  if (typeof scalar === 'boolean') return { text: String(scalar) };
  if (typeof scalar === 'number') return numeric(scalar);
  if (scalar instanceof Date) return numeric(scalar.getTime());
  if (typeof scalar !== 'string') return undefined;
  const millis = iso ? parseIso(scalar) : undefined;
  return millis === undefined ? { text: scalar } : numeric(millis);
}

function numeric(number: number): FieldValue | undefined {
  return Number.isFinite(number) ? { text: String(number), number } : undefined;
}

function flattened(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY) : [value];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
