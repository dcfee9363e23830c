import { sql } from 'kysely';
import type { UsageBy, UsageStore } from '../usage-store.ts';
import { inChunks } from './chunks.ts';
import type { UsageRow } from './schema.ts';
import type { Session } from './session.ts';

const COLUMNS = { ACCOUNT: 'account_id', FEATURE: 'feature', RESOURCE: 'resource' } as const;
const KEY = ['account_id', 'region', 'day', 'feature', 'resource'] as const;

export function usageStore(session: Session): UsageStore {
  return { ...counters(session), ...sums(session), ...trials(session) };
}

function counters({ db }: Session): Pick<UsageStore, 'add' | 'resourcesOfDay' | 'forget'> {
  return {
    async add(accountId, region, day, counts) {
      const rows: UsageRow[] = counts.map(({ feature, resource, events }) => ({
        account_id: accountId,
        region,
        day,
        feature,
        resource,
        events,
      }));
      await inChunks(rows, (values) =>
        db
          .insertInto('usage')
          .values([...values])
          .onConflict((conflict) =>
            conflict.columns([...KEY]).doUpdateSet((eb) => ({
              events: eb('usage.events', '+', eb.ref('excluded.events')),
            })),
          )
          .execute(),
      );
    },
    async resourcesOfDay(accountId, region, day) {
      const rows = await db
        .selectFrom('usage')
        .select('resource')
        .distinct()
        .where('account_id', '=', accountId)
        .where('region', '=', region)
        .where('day', '=', day)
        .where('resource', '<>', '')
        .execute();
      return new Set(rows.map((row) => row.resource));
    },
    async forget(beforeDay) {
      const result = await db.deleteFrom('usage').where('day', '<', beforeDay).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

function sums({ db, differences }: Session): Pick<UsageStore, 'sums'> {
  return {
    async sums({ accountIds, region, fromDay, features, resources }, by: readonly UsageBy[]) {
      if (accountIds.length === 0) return [];
      const columns = by.map((one) => COLUMNS[one]);
      const rows = await db
        .selectFrom('usage')
        .select([...columns, 'feature'])
        .select((eb) => eb.fn.sum<number>('events').as('events'))
        .where(differences.among(sql.ref('account_id'), accountIds))
        .where('region', '=', region)
        .where('day', '>=', fromDay)
        .$if(features !== undefined, (query) =>
          query.where(differences.among(sql.ref('feature'), features ?? [])),
        )
        .$if(resources !== undefined, (query) =>
          query.where(differences.among(sql.ref('resource'), resources ?? [])),
        )
        .groupBy([...columns, 'feature'])
        .execute();
      return rows.map((row) => ({
        keys: columns.map((column) => String((row as Record<string, unknown>)[column])),
        feature: row.feature,
        events: Number(row.events),
      }));
    },
  };
}

function trials({ db }: Session): Pick<UsageStore, 'beginTrials' | 'trials'> {
  return {
    async beginTrials(accountId, region, features, now) {
      const rows = features.map((feature) => ({
        account_id: accountId,
        region,
        feature,
        started_at: now,
      }));
      await inChunks(rows, (values) =>
        db
          .insertInto('feature_trials')
          .values([...values])
          .onConflict((conflict) =>
            conflict.columns(['account_id', 'region', 'feature']).doNothing(),
          )
          .execute(),
      );
    },
    async trials(accountId, region) {
      const rows = await db
        .selectFrom('feature_trials')
        .select(['feature', 'started_at'])
        .where('account_id', '=', accountId)
        .where('region', '=', region)
        .execute();
      return new Map(rows.map((row) => [row.feature, row.started_at]));
    },
  };
}
