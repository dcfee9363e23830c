import { type RawBuilder, sql } from 'kysely';
import { isoMillis } from '../../lib/clock.ts';
import type { FindingGroup, FindingGroupBy, FindingStore } from '../store.ts';
import type { Differences } from './differences.ts';
import { visibleFindings } from './finding-query.ts';
import type { Session } from './session.ts';

const DAY_MILLIS = 86_400_000;

export function findingStatistics(
  session: Session,
): Pick<FindingStore, 'countBySeverity' | 'groups'> {
  return {
    async countBySeverity(query) {
      const { findings } = await visibleFindings(session, query);
      const rows = await findings
        .select((eb) => ['findings.severity', eb.fn.countAll<number>().as('total')])
        .groupBy('findings.severity')
        .orderBy('findings.severity')
        .execute();
      return Object.fromEntries(rows.map(({ severity, total }) => [severityKey(severity), total]));
    },
    async groups(query, by, { limit, descending }) {
      const parts = groupedBy(session.differences)[by];
      const [key] = parts;
      const { findings } = await visibleFindings(session, query);
      const rows = await findings
        .select((eb) => [
          key.as('key'),
          eb.fn.countAll<number>().as('total'),
          eb.fn.max('findings.updated_at').as('last'),
          eb.fn.max('findings.severity').as('severity'),
          eb.fn.max('findings.account_id').as('account_id'),
          eb.fn.max('findings.resource_type').as('resource_type'),
        ])
        .groupBy(parts)
        .orderBy('total', descending ? 'desc' : 'asc')
        .orderBy('key')
        .orderBy('severity')
        .orderBy('account_id')
        .orderBy('resource_type')
        .limit(limit)
        .execute();
      return rows.map((row) => toGroup(by, row));
    },
  };
}

type Part = RawBuilder<string | number>;

/**
 * The first is the group's key. A resource is one of its account and type. An index that has these
 * in order would be of no help: few hold all that is counted.
 */
function groupedBy({
  unindexed,
}: Differences): Readonly<Record<FindingGroupBy, readonly [Part, ...Part[]]>> {
  const column = (name: GroupColumn): Part => unindexed(sql.ref(`findings.${name}`));
  return {
    ACCOUNT: [column('account_id')],
    // The column and the divisor are whole numbers, so the quotient is the day's number.
    DATE: [sql`findings.updated_at / ${sql.lit(DAY_MILLIS)}`, column('severity')],
    FINDING_TYPE: [column('type')],
    RESOURCE: [column('resource_id'), column('account_id'), column('resource_type')],
    SEVERITY: [sql.ref('findings.severity')],
  };
}

type GroupColumn = 'account_id' | 'resource_id' | 'resource_type' | 'severity' | 'type';

interface GroupRow {
  readonly key: string | number;
  readonly total: number;
  readonly last: number;
  readonly severity: number;
  readonly account_id: string;
  readonly resource_type: string;
}

function toGroup(by: FindingGroupBy, row: GroupRow): FindingGroup {
  return {
    key: toKey(by, row.key),
    total: row.total,
    lastGeneratedAt: isoMillis(row.last),
    severity: row.severity,
    ...(by === 'RESOURCE' && { accountId: row.account_id, resourceType: row.resource_type }),
  };
}

function toKey(by: FindingGroupBy, key: string | number): string {
  if (typeof key === 'string') return key;
  return by === 'DATE' ? isoMillis(key * DAY_MILLIS).slice(0, 10) : severityKey(key);
}

/** `2.0`, `8.5`: as the API writes a severity that is a key. */
export function severityKey(severity: number): string {
  return Number.isInteger(severity) ? severity.toFixed(1) : String(severity);
}
