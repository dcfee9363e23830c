import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { AuditEntry, AuditPage, AuditQuery } from '../domain/audit.ts';
import { timeOrderedStart } from '../lib/ids.ts';
import { LOOKUP_SEGMENTS_AT_ONCE, LOOKUP_SEGMENTS_MAX } from '../limits.ts';
import type { Store } from '../store/store.ts';
import { entryOf } from './entry-of.ts';

const inflate = promisify(gunzip);

/**
 * A page of an account's trail, latest first. Nothing is indexed but time, so that being looked up
 * costs those who call nothing; where few events match, pages are short and end in a token.
 */
export async function lookUp(store: Pick<Store, 'audit'>, query: AuditQuery): Promise<AuditPage> {
  const { accountId, region, from, to, limit } = query;
  const reach = {
    accountId,
    region,
    from: from === undefined ? undefined : timeOrderedStart(from),
    before: earlier(query.before, to === undefined ? undefined : timeOrderedStart(to + 1)),
    ...exactly(query),
  };
  const entries: AuditEntry[] = [];
  let { before } = reach;
  for (let looked = 0; looked < LOOKUP_SEGMENTS_MAX; looked += LOOKUP_SEGMENTS_AT_ONCE) {
    const segments = await store.audit.latest({ ...reach, before }, LOOKUP_SEGMENTS_AT_ONCE);
    for (const segment of segments) {
      const lines = (await inflate(segment.body)).toString('utf8').split('\n');
      for (const entry of matching(lines, { ...reach, before }, query)) {
        if (entries.length === limit) return { entries, next: entries.at(-1)?.eventId };
        entries.push(entry);
      }
      before = segment.firstId;
    }
    if (segments.length < LOOKUP_SEGMENTS_AT_ONCE) return { entries };
  }
  return { entries, next: before };
}

/** One event: the reach is its id alone. */
function exactly({ attribute, before }: AuditQuery) {
  if (attribute?.key !== 'EventId' || before !== undefined) return {};
  return { from: attribute.value, before: `${attribute.value}~` };
}

function earlier(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

/** Events of a segment that are asked for, latest first; parsed as they are taken. */
function* matching(
  lines: readonly string[],
  { from = '', before = '~' }: { from?: string | undefined; before?: string | undefined },
  { attribute }: AuditQuery,
): Generator<AuditEntry> {
  for (const line of lines.toReversed()) {
    if (line === '' || !mayMatch(line, attribute)) continue;
    const entry = entryOf(line);
    const { eventId } = entry;
    if (eventId >= from && eventId < before && matches(entry, attribute)) yield entry;
  }
}

/** Most lines need not be parsed: a value that is written in a record is in its text. */
function mayMatch(line: string, attribute: AuditQuery['attribute']): boolean {
  if (attribute === undefined) return true;
  const { key, value } = attribute;
  // The rest is worked out from the record, and not written in it.
  const isWritten = !['ResourceType', 'ReadOnly', 'Username'].includes(key);
  return !isWritten || line.includes(JSON.stringify(value).slice(1, -1));
}

function matches(entry: AuditEntry, attribute: AuditQuery['attribute']): boolean {
  if (attribute === undefined) return true;
  const { key, value } = attribute;
  const tests: Record<typeof key, () => boolean> = {
    EventId: () => entry.eventId === value,
    EventName: () => entry.name === value,
    ReadOnly: () => String(entry.readOnly) === value,
    Username: () => entry.userName === value,
    ResourceType: () => entry.resources.some((one) => one.type === value),
    ResourceName: () => entry.resources.some((one) => one.name === value),
    EventSource: () => entry.source === value,
    AccessKeyId: () => entry.accessKeyId === value,
  };
  return tests[key]();
}
