import type { Notice } from '../../domain/notice.ts';
import type { NoticeStore } from '../outbox-store.ts';
import type { Session } from './session.ts';

export function noticeStore(session: Session): NoticeStore {
  return { ...single(session), ...several(session) };
}

function single({ db }: Session): Pick<NoticeStore, 'get' | 'put'> {
  return {
    async get(accountId, noticeId) {
      const row = await db
        .selectFrom('notices')
        .select('body')
        .where('account_id', '=', accountId)
        .where('notice_id', '=', noticeId)
        .executeTakeFirst();
      return row && toNotice(row);
    },
    async put(notice) {
      const row = {
        notice_id: notice.noticeId,
        account_id: notice.accountId,
        created_at: notice.createdAt,
        body: JSON.stringify(notice),
      };
      await db
        .insertInto('notices')
        .values(row)
        .onConflict((conflict) => conflict.columns(['account_id', 'notice_id']).doUpdateSet(row))
        .execute();
    },
  };
}

function several(session: Session): Pick<NoticeStore, 'list' | 'trim'> {
  const { db } = session;
  const { get } = single(session);
  return {
    async list(accountId, limit, after) {
      const last = after === undefined ? undefined : await get(accountId, after);
      if (after !== undefined && last === undefined) return [];
      let query = db.selectFrom('notices').select('body').where('account_id', '=', accountId);
      if (last !== undefined) {
        const { createdAt, noticeId } = last;
        query = query.where((eb) =>
          eb.or([
            eb('created_at', '<', createdAt),
            eb.and([eb('created_at', '=', createdAt), eb('notice_id', '>', noticeId)]),
          ]),
        );
      }
      const rows = await query
        .orderBy('created_at', 'desc')
        .orderBy('notice_id')
        .limit(limit)
        .execute();
      return rows.map(toNotice);
    },
    async trim(accountId, keep) {
      const [edge] = await db
        .selectFrom('notices')
        .select('created_at')
        .where('account_id', '=', accountId)
        .orderBy('created_at', 'desc')
        .limit(1)
        .offset(keep)
        .execute();
      if (edge === undefined) return;
      await db
        .deleteFrom('notices')
        .where('account_id', '=', accountId)
        .where('created_at', '<=', edge.created_at)
        .execute();
    },
  };
}

function toNotice({ body }: { body: string }): Notice {
  return JSON.parse(body) as Notice;
}
