import type { Filter } from '../../domain/filter.ts';
import type { FilterStore } from '../filter-store.ts';
import type { FilterRow } from './filter-rows.ts';
import { runCompiled, type Session } from './session.ts';

export function filterStore(session: Session): FilterStore {
  const { db } = session;
  const rowsOf = (accountId: string, region: string) =>
    db
      .selectFrom('filters')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('region', '=', region);
  return {
    async get(accountId, region, name) {
      const row = await rowsOf(accountId, region).where('name', '=', name).executeTakeFirst();
      return row && toFilter(row);
    },
    async list(accountId, region) {
      const rows = await rowsOf(accountId, region).orderBy('rank').execute();
      return rows.map(toFilter);
    },
    async suppressing(accountId, region) {
      const build = () => rowsOf(accountId, region).where('action', '=', 'ARCHIVE').orderBy('rank');
      const parameters = [accountId, region, 'ARCHIVE'];
      const rows = await runCompiled(session, 'filters.suppressing', build, parameters);
      return rows.map(toFilter);
    },
    async put(filter) {
      const row = fromFilter(filter);
      await db
        .insertInto('filters')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['account_id', 'region', 'name']).doUpdateSet(row),
        )
        .execute();
    },
    async delete(accountId, region, name) {
      await db
        .deleteFrom('filters')
        .where('account_id', '=', accountId)
        .where('region', '=', region)
        .where('name', '=', name)
        .execute();
    },
  };
}

function fromFilter(filter: Filter): FilterRow {
  return {
    account_id: filter.accountId,
    region: filter.region,
    name: filter.name,
    description: filter.description ?? null,
    action: filter.action,
    rank: filter.rank,
    criteria: JSON.stringify(filter.criteria),
    tags: JSON.stringify(filter.tags),
    client_token: filter.clientToken ?? null,
    created_at: filter.createdAt,
    updated_at: filter.updatedAt,
    version: filter.version,
  };
}

function toFilter(row: FilterRow): Filter {
  return {
    accountId: row.account_id,
    region: row.region,
    name: row.name,
    ...(row.description !== null && { description: row.description }),
    action: row.action as Filter['action'],
    rank: row.rank,
    criteria: JSON.parse(row.criteria) as Filter['criteria'],
    tags: JSON.parse(row.tags) as Filter['tags'],
    ...(row.client_token !== null && { clientToken: row.client_token }),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  };
}
