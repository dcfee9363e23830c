import type { FunctionEvent } from '../../domain/function-event.ts';
import type { LambdaFunction } from '../../domain/lambda-function.ts';
import type { FunctionStore } from '../function-store.ts';
import type { Session } from './session.ts';

export interface FunctionRow {
  account_id: string;
  region: string;
  name: string;
  /** JSON: all members that no query asks for. */
  rest: string;
  /** A zip archive. */
  code: Uint8Array;
}

export interface FunctionEventRow {
  id: string;
  due_at: number;
  /** JSON: all of it. */
  event: string;
}

export function functionStore(session: Session): FunctionStore {
  return { ...codeOf(session), ...eventsOf(session) };
}

function codeOf({ db }: Session): Omit<FunctionStore, keyof ReturnType<typeof eventsOf>> {
  const rows = (accountId: string, region: string) =>
    db.selectFrom('functions').where('account_id', '=', accountId).where('region', '=', region);
  return {
    async get(accountId, region, name) {
      const row = await rows(accountId, region)
        .select(['account_id', 'region', 'name', 'rest'])
        .where('name', '=', name)
        .executeTakeFirst();
      return row && toFunction(row);
    },
    async code(accountId, region, name) {
      const row = await rows(accountId, region)
        .select('code')
        .where('name', '=', name)
        .executeTakeFirst();
      return row && new Uint8Array(row.code);
    },
    async list(accountId, region, limit, after = '') {
      const found = await rows(accountId, region)
        .select(['account_id', 'region', 'name', 'rest'])
        .where('name', '>', after)
        .orderBy('name')
        .limit(limit)
        .execute();
      return found.map(toFunction);
    },
    async put(lambda, code) {
      const { accountId, region, name, ...others } = lambda;
      const rest = JSON.stringify(others);
      if (code === undefined) {
        await db
          .updateTable('functions')
          .set({ rest })
          .where('account_id', '=', accountId)
          .where('region', '=', region)
          .where('name', '=', name)
          .execute();
        return;
      }
      const row: FunctionRow = { account_id: accountId, region, name, rest, code };
      await db
        .insertInto('functions')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['account_id', 'region', 'name']).doUpdateSet({ rest, code }),
        )
        .execute();
    },
    async delete(accountId, region, name) {
      await db
        .deleteFrom('functions')
        .where('account_id', '=', accountId)
        .where('region', '=', region)
        .where('name', '=', name)
        .execute();
    },
  };
}

function eventsOf({
  db,
}: Session): Pick<FunctionStore, 'putEvent' | 'deleteEvent' | 'events' | 'countEvents'> {
  return {
    async putEvent(one) {
      const { id, dueAt: due_at } = one;
      const event = JSON.stringify(one);
      await db
        .insertInto('function_events')
        .values({ id, due_at, event })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ due_at, event }))
        .execute();
    },
    async deleteEvent(id) {
      await db.deleteFrom('function_events').where('id', '=', id).execute();
    },
    async events(limit) {
      const rows = await db
        .selectFrom('function_events')
        .select('event')
        .orderBy('due_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(({ event }) => JSON.parse(event) as FunctionEvent);
    },
    async countEvents() {
      const { count } = await db
        .selectFrom('function_events')
        .select(({ fn }) => fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

function toFunction(row: Omit<FunctionRow, 'code'>): LambdaFunction {
  return {
    ...(JSON.parse(row.rest) as LambdaFunction),
    accountId: row.account_id,
    region: row.region,
    name: row.name,
  };
}
