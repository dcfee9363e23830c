import { operation } from '../operation.ts';
import { ownDestination } from './own-destination.ts';

export const deletePublishingDestination = operation(
  'DeletePublishingDestination',
  async (input, context) => {
    const { accountId, region, destinationId } = await ownDestination(context, input);
    await context.store.destinations.delete(accountId, region, destinationId);
    return {};
  },
);
