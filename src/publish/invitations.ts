import type { Membership } from '../domain/membership.ts';
import { NOTICES_KEPT } from '../limits.ts';
import type { Store } from '../store/store.ts';
import type { InvitationLetter } from './invitation-mail.ts';

/** The name of the queue of mail to accounts, which is always there. */
export const INVITATION_SINK = 'invitations';

/**
 * Keeps the mail and the notice of an invitation whose address has passed its check. To be called
 * in the transaction that makes the membership `Invited`: the two come to be together or not.
 */
export async function recordInvitation(inside: Store, row: Membership, now: number): Promise<void> {
  const { administratorId, accountId, region, email, invitation } = row;
  if (invitation === undefined) throw new Error('A membership without invitation was invited.');
  const { invitationId, message } = invitation;
  const said = message === undefined || message === '' ? {} : { message };
  const letter: InvitationLetter = {
    ...{ invitationId, administratorId, accountId, email, region },
    ...said,
  };
  await inside.outbox.add(
    {
      sink: INVITATION_SINK,
      subject: invitationId,
      kind: 'invitation',
      accountId,
      region,
      eventId: invitationId,
      body: JSON.stringify(letter),
      dueAt: now,
      createdAt: now,
    },
    false,
  );
  await inside.notices.put({
    noticeId: invitationId,
    accountId,
    region,
    kind: 'invitation',
    aboutAccountId: administratorId,
    ...said,
    createdAt: now,
  });
  await inside.notices.trim(accountId, NOTICES_KEPT);
}
