import { query } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';
import { cutPage, pageStart } from '../page.ts';

export const listPublishingDestinations = query(
  'ListPublishingDestinations',
  async (input, context) => {
    await ownDetector(context, input.DetectorId);
    const { store, accountId, region } = context;
    const { limit, after } = pageStart('destinations', input);
    const rows = await store.destinations.list(accountId, region, limit + 1, after);
    const { page, ...next } = cutPage('destinations', rows, limit, (row) => row.destinationId);
    const Destinations = page.map(({ destinationId, status }) => ({
      DestinationId: destinationId,
      DestinationType: 'S3' as const,
      Status: status,
    }));
    return { Destinations, ...next };
  },
);
