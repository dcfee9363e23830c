import type { EventDetails, EventDetailsErrorItem } from '@aws-sdk/client-health';
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
      eventMetadata: {
        invitationId: notice.noticeId,
        administratorAccountId: notice.aboutAccountId,
        ...(notice.message !== undefined && { invitationMessage: notice.message }),
      },
    });
  }
  return { successfulSet, failedSet };
});
