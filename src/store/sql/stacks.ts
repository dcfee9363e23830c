import { stackItemKey } from '../../domain/stack-item-key.ts';
import type { StackItems, StackStore } from '../stack-store.ts';
import type { Session } from './session.ts';

export function stackStore({ db }: Session): StackStore {
  return {
    async get(kind, id) {
      const row = await db
        .selectFrom('stack_items')
        .select('item')
        .where('kind', '=', kind)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && JSON.parse(row.item);
    },
    async put(kind, item) {
      const { id, owner, name, isActive } = stackItemKey(kind, item);
      const row = {
        ...{ kind, id, owner, name, account_id: item.accountId, region: item.region },
        active: isActive ? 1 : 0,
        item: JSON.stringify(item),
      };
      await db
        .insertInto('stack_items')
        .values(row)
        .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet(row))
        .execute();
    },
    async delete(kind, id) {
      await db.deleteFrom('stack_items').where('kind', '=', kind).where('id', '=', id).execute();
    },
    async list(kind, { owner, accountId, region, name, active, limit, after, descending }) {
      let query = db.selectFrom('stack_items').select('item').where('kind', '=', kind);
      if (owner !== undefined) query = query.where('owner', '=', owner);
      if (accountId !== undefined) query = query.where('account_id', '=', accountId);
      if (region !== undefined) query = query.where('region', '=', region);
      if (name !== undefined) query = query.where('name', '=', name);
      if (active !== undefined) query = query.where('active', '=', active ? 1 : 0);
      if (after !== undefined) query = query.where('id', descending ? '<' : '>', after);
      if (limit !== undefined) query = query.limit(limit);
      const rows = await query.orderBy('id', descending ? 'desc' : 'asc').execute();
      return rows.map(({ item }) => JSON.parse(item) as StackItems[typeof kind]);
    },
    async deleteOf(kind, owner) {
      await db
        .deleteFrom('stack_items')
        .where('kind', '=', kind)
        .where('owner', '=', owner)
        .execute();
    },
  };
}
