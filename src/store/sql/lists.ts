import type { ListStore } from '../list-store.ts';
import { fromList, toList } from './list-rows.ts';
import { runCompiled, type Session } from './session.ts';

export function listStore(session: Session): ListStore {
  return { ...reading(session), ...writing(session), ...contents(session) };
}

/** Those of an account and Region. */
function rowsOf({ db }: Session, accountId: string, region: string) {
  return db
    .selectFrom('lists')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('region', '=', region);
}

type Reading = 'get' | 'list' | 'inForce' | 'inForceAnywhere' | 'awaitingWork';

function reading(session: Session): Pick<ListStore, Reading> {
  const { db } = session;
  return {
    async get(accountId, region, kind, listId) {
      const row = await rowsOf(session, accountId, region)
        .where('kind', '=', kind)
        .where('list_id', '=', listId)
        .executeTakeFirst();
      return row && toList(row);
    },
    async list(accountId, region, kind) {
      const rows = await rowsOf(session, accountId, region)
        .where('kind', '=', kind)
        .where('status', 'not in', ['DELETE_PENDING', 'DELETED'])
        .orderBy('list_id')
        .execute();
      return rows.map(toList);
    },
    async inForce(accountId, region) {
      const build = () =>
        rowsOf(session, accountId, region)
          .where('content_version', 'is not', null)
          .orderBy('list_id');
      const rows = await runCompiled(session, 'lists.inForce', build, [accountId, region]);
      return rows.map(toList);
    },
    async inForceAnywhere(after, limit) {
      const rows = await db
        .selectFrom('lists')
        .selectAll()
        .where('content_version', 'is not', null)
        .where('list_id', '>', after)
        .orderBy('list_id')
        .limit(limit)
        .execute();
      return rows.map(toList);
    },
    async awaitingWork(limit) {
      const rows = await db
        .selectFrom('lists')
        .selectAll()
        .where('status', 'in', ['ACTIVATING', 'DEACTIVATING', 'DELETE_PENDING'])
        .orderBy('updated_at')
        .orderBy('list_id')
        .limit(limit)
        .execute();
      return rows.map(toList);
    },
  };
}

function writing(session: Session): Pick<ListStore, 'put' | 'forgetDeleted'> {
  const { db } = session;
  return {
    async put(list) {
      const row = fromList(list);
      await db
        .insertInto('lists')
        .values(row)
        .onConflict((conflict) => conflict.column('list_id').doUpdateSet(row))
        .execute();
    },
    async forgetDeleted(accountId, region, kind, kept) {
      const rows = await rowsOf(session, accountId, region)
        .where('kind', '=', kind)
        .where('status', '=', 'DELETED')
        .orderBy('updated_at', 'desc')
        .orderBy('list_id')
        .execute();
      for (const row of rows.slice(kept)) {
        await db.deleteFrom('lists').where('list_id', '=', row.list_id).execute();
      }
    },
  };
}

function contents({ db }: Session): Pick<ListStore, 'content' | 'putContent' | 'deleteContent'> {
  return {
    async content(listId) {
      return db
        .selectFrom('list_contents')
        .select(['ipv4', 'ipv6', 'domains'])
        .where('list_id', '=', listId)
        .executeTakeFirst();
    },
    async putContent(listId, content) {
      const row = { list_id: listId, ...content };
      await db
        .insertInto('list_contents')
        .values(row)
        .onConflict((conflict) => conflict.column('list_id').doUpdateSet(row))
        .execute();
    },
    async deleteContent(listId) {
      await db.deleteFrom('list_contents').where('list_id', '=', listId).execute();
    },
  };
}
