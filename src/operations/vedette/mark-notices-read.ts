import { vedetteErrors } from './errors.ts';
import { operation } from './operation.ts';

/** Marks notices of the caller's account as read; one that is read keeps the time when it was. */
export const markNoticesRead = operation('MarkNoticesRead', async (input, context) => {
  const { store, accountId, clock } = context;
  const ids = [...new Set(input.NoticeIds)];
  for (const noticeId of ids) {
    const notice = await store.notices.get(accountId, noticeId);
    if (notice === undefined) throw vedetteErrors.noNotice(noticeId);
    if (notice.readAt !== undefined) continue;
    await store.notices.put({ ...notice, readAt: clock.now() });
  }
  return { NoticeIds: ids };
});
