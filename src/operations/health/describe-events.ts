import type { EventFilter } from '@aws-sdk/client-health';
import { query } from './operation.ts';
import { checkLocale, isAmong, isWithin, type OwnEvent, ownEvents, pageOf } from './own-events.ts';

/** The account's own notices as events of AWS Health. */
export const describeEvents = query('DescribeEvents', async (input, context) => {
  checkLocale(input.locale);
  const { filter = {} } = input;
  const found = (await ownEvents(context)).filter((own) => meets(own, filter));
  const { page, nextToken } = pageOf(found, input);
  return { events: page.map(({ event }) => event), ...(nextToken && { nextToken }) };
});

function meets({ event, entity }: OwnEvent, filter: EventFilter): boolean {
  return (
    isAmong(event.arn, filter.eventArns) &&
    isAmong(event.service, filter.services) &&
    isAmong(event.eventTypeCode, filter.eventTypeCodes) &&
    isAmong(event.eventTypeCategory, filter.eventTypeCategories) &&
    isAmong(event.region, filter.regions) &&
    isAmong(event.availabilityZone, filter.availabilityZones) &&
    isAmong(event.statusCode, filter.eventStatusCodes) &&
    isAmong(event.actionability, filter.actionabilities) &&
    (filter.personas === undefined || filter.personas.length === 0) &&
    isAmong(entity.entityArn, filter.entityArns) &&
    isAmong(entity.entityValue, filter.entityValues) &&
    isWithin(event.startTime, filter.startTimes) &&
    isWithin(event.endTime, filter.endTimes) &&
    isWithin(event.lastUpdatedTime, filter.lastUpdatedTimes) &&
    // No notice has tags.
    (filter.tags === undefined || filter.tags.length === 0)
  );
}
