import { isInvitationOpen } from '../domain/membership.ts';
import type { Notice } from '../domain/notice.ts';
import type { Store } from '../store/store.ts';

/** What a notice says, without the words of whoever caused it. */
export function noticeText({ aboutAccountId, accountId, region }: Notice): string {
  return (
    `Account ${aboutAccountId} has invited account ${accountId} to become its member in the ` +
    `Region ${region}. Accept the invitation with AcceptAdministratorInvitation, or decline it ` +
    'with DeclineInvitations; ListInvitations shows it.'
  );
}

/** An invitation that was answered or taken back is closed. */
export async function isNoticeOpen(store: Store, notice: Notice): Promise<boolean> {
  const { aboutAccountId, region, accountId, noticeId } = notice;
  const row = await store.members.get(aboutAccountId, region, accountId);
  return isInvitationOpen(row, noticeId);
}
