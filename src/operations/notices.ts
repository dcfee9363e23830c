import { isInvitationOpen } from '../domain/membership.ts';
import { destinationOfNotice, exportFailureNoticeId, type Notice } from '../domain/notice.ts';
import type { Store } from '../store/store.ts';

/** What a notice says, without the words of whoever caused it. */
export function noticeText(notice: Notice): string {
  const { kind, aboutAccountId, accountId, region } = notice;
  if (kind === 'export-failure') {
    return (
      `Findings of account ${accountId} in the Region ${region} cannot be published to the ` +
      `destination ${destinationOfNotice(notice)}. They are kept and tried again for a day. ` +
      'DescribePublishingDestination shows its bucket and key: GuardDuty must be able to put ' +
      'objects into the one, encrypted by the other.'
    );
  }
  return (
    `Account ${aboutAccountId} has invited account ${accountId} to become its member in the ` +
    `Region ${region}. Accept the invitation with AcceptAdministratorInvitation, or decline it ` +
    'with DeclineInvitations; ListInvitations shows it.'
  );
}

/** Closed is an invitation that was answered or taken back, and a failure that is over. */
export async function isNoticeOpen(store: Store, notice: Notice): Promise<boolean> {
  const { kind, aboutAccountId, region, accountId, noticeId } = notice;
  if (kind === 'export-failure') {
    const id = destinationOfNotice(notice);
    const destination = await store.destinations.get(accountId, region, id);
    return destination !== undefined && exportFailureNoticeId(destination) === noticeId;
  }
  const row = await store.members.get(aboutAccountId, region, accountId);
  return isInvitationOpen(row, noticeId);
}
