import { decodePageToken, encodePageToken } from '../../domain/page-token.ts';
import { dateOf } from '../../lib/clock.ts';
import { PAGE_RESULTS_DEFAULT } from '../../limits.ts';
import { isNoticeOpen, noticeText } from '../notices.ts';
import { vedetteErrors } from './errors.ts';
import { query } from './operation.ts';
import type { ShownNotice } from './operation-types.ts';

/** Notices of the caller's account in all Regions, newest first. */
export const listNotices = query('ListNotices', async (input, { store, accountId }) => {
  const { MaxResults: limit = PAGE_RESULTS_DEFAULT, NextToken } = input;
  const after = NextToken === undefined ? undefined : decodePageToken('notices', NextToken);
  if (NextToken !== undefined && after === undefined) throw vedetteErrors.noPage();
  const found = await store.notices.list(accountId, limit + 1, after);
  const page = found.slice(0, limit);
  const shown: ShownNotice[] = [];
  for (const notice of page) {
    shown.push({
      NoticeId: notice.noticeId,
      Kind: notice.kind,
      Region: notice.region,
      AboutAccountId: notice.aboutAccountId,
      Text: noticeText(notice),
      Status: (await isNoticeOpen(store, notice)) ? 'open' : 'closed',
      CreatedAt: dateOf(notice.createdAt),
      ...(notice.message !== undefined && { Message: notice.message }),
      ...(notice.readAt !== undefined && { ReadAt: dateOf(notice.readAt) }),
    });
  }
  const last = page.at(-1);
  const hasMore = found.length > limit && last !== undefined;
  return {
    Notices: shown,
    ...(hasMore && { NextToken: encodePageToken('notices', last.noticeId) }),
  };
});
