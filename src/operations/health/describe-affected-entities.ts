import { query } from './operation.ts';
import { checkLocale, isAmong, isWithin, ownEvents, pageOf } from './own-events.ts';

/** What a notice is about: the invited account. */
export const describeAffectedEntities = query(
  'DescribeAffectedEntities',
  async (input, context) => {
    checkLocale(input.locale);
    const { filter } = input;
    const found = (await ownEvents(context)).filter(
      ({ event, entity }) =>
        isAmong(event.arn, filter.eventArns) &&
        isAmong(entity.entityArn, filter.entityArns) &&
        isAmong(entity.entityValue, filter.entityValues) &&
        isAmong(entity.statusCode, filter.statusCodes) &&
        isWithin(entity.lastUpdatedTime, filter.lastUpdatedTimes) &&
        // Nothing here has tags.
        (filter.tags === undefined || filter.tags.length === 0),
    );
    const { page, nextToken } = pageOf(found, input);
    return { entities: page.map(({ entity }) => entity), ...(nextToken && { nextToken }) };
  },
);
