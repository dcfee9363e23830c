import type { EventDetails, EventDetailsErrorItem } from '@aws-sdk/client-health';
import { destinationOfNotice, type Notice } from '../../domain/notice.ts';
import { noticeText } from '../notices.ts';
import { query } from './operation.ts';
import { checkLocale, ownEvents } from './own-events.ts';

/** What the notices say; whose event it is not, reads the same as one that is not there. */
export const describeEventDetails = query('DescribeEventDetails', async (input, context) => {
  checkLocale(input.locale);
  const own = new Map((await ownEvents(context)).map((one) => [one.event.arn, one]));
  const successfulSet: EventDetails[] = [];
  const failedSet: EventDetailsErrorItem[] = [];
  for (const eventArn of input.eventArns) {
    const found = own.get(eventArn);
    if (found === undefined) {
      const errorMessage = `The event ARN ${eventArn} is not one of this account's events.`;
      failedSet.push({ eventArn, errorName: 'InvalidEventArn', errorMessage });
      continue;
    }
    const { event, notice } = found;
    successfulSet.push({
      event,
      eventDescription: { latestDescription: noticeText(notice) },
      eventMetadata: metadataOf(notice),
    });
  }
  return { successfulSet, failedSet };
});

function metadataOf(notice: Notice): Record<string, string> {
  const { kind, noticeId, aboutAccountId, message } = notice;
  if (kind === 'export-failure') return { destinationId: destinationOfNotice(notice) };
  return {
    invitationId: noticeId,
    administratorAccountId: aboutAccountId,
    ...(message !== undefined && { invitationMessage: message }),
  };
}
