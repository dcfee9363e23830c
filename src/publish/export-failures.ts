import { exportFailureNoticeId } from '../domain/notice.ts';
import type { PublishingDestination } from '../domain/publishing-destination.ts';
import { isoMillis } from '../lib/clock.ts';
import { NOTICES_KEPT } from '../limits.ts';
import type { Store } from '../store/store.ts';
import { INVITATION_SINK } from './invitations.ts';
import type { Mail } from './mailer.ts';

/** What is kept in the outbox of a destination that has begun to fail. */
export interface FailureLetter {
  readonly noticeId: string;
  readonly accountId: string;
  readonly email: string;
  readonly region: string;
  readonly destinationId: string;
  readonly destinationArn: string;
  readonly failureStartedAt: number;
}

/**
 * Keeps the notice and the mail of a destination that is known to fail from now on. To be called in
 * the transaction that writes it; `before` is what it was.
 */
export async function recordExportFailure(
  inside: Store,
  before: PublishingDestination | undefined,
  after: PublishingDestination,
  now: number,
): Promise<void> {
  const noticeId = exportFailureNoticeId(after);
  const { accountId, region, destinationId, destinationArn, failureStartedAt } = after;
  // A destination that never worked was refused, or is waited for, by whoever made it.
  if (noticeId === undefined || failureStartedAt === undefined) return;
  if (before === undefined || before.failureStartedAt !== undefined) return;
  await inside.notices.put({
    ...{ noticeId, accountId, region, kind: 'export-failure' },
    ...{ aboutAccountId: accountId, createdAt: now },
  });
  await inside.notices.trim(accountId, NOTICES_KEPT);
  const email = (await inside.accounts.get(accountId))?.email;
  if (email === undefined) return;
  const letter: FailureLetter = {
    ...{ noticeId, accountId, email, region, destinationId, destinationArn, failureStartedAt },
  };
  const item = {
    ...{ sink: INVITATION_SINK, subject: noticeId, eventId: noticeId },
    kind: 'export-failure',
    ...{ accountId, region, body: JSON.stringify(letter), dueAt: now, createdAt: now },
  } as const;
  await inside.outbox.add(item, false);
}

/** The letter to the account. `url` is where the server is reached by its users. */
export function failureMail(letter: FailureLetter, url: string): Mail {
  const { noticeId, accountId, email, region, destinationId, destinationArn } = letter;
  const options = `--region ${region} --endpoint-url ${url}`;
  const lines = [
    `Findings of account ${accountId} in the Region ${region} cannot be published to`,
    '',
    `  ${destinationArn}`,
    '',
    `since ${isoMillis(letter.failureStartedAt)}. They are kept, and tried again for a day.`,
    '',
    'GuardDuty must be able to put objects into that bucket, encrypted by the key of the',
    'destination: look at the policies of both, and whether the key is enabled.',
    '',
    `  aws guardduty list-detectors ${options}`,
    '  aws guardduty describe-publishing-destination --detector-id <the id of your detector> \\',
    `    --destination-id ${destinationId} ${options}`,
  ];
  return {
    id: `export-failure-${noticeId}`,
    to: [email],
    subject: `Findings of account ${accountId} cannot be published (${region})`,
    text: `${lines.join('\n')}\n`,
  };
}
