import type { PublishingDestination } from '../../../domain/publishing-destination.ts';
import { operation } from '../operation.ts';
import { ownDestination } from './own-destination.ts';
import { type WantedProperties, wantedProperties } from './wanted-properties.ts';

/**
 * Other properties are looked at anew. The same ones again leave a destination that works as it is,
 * so that set-up scripts may repeat themselves; one that does not work is looked at once more.
 */
export const updatePublishingDestination = operation(
  'UpdatePublishingDestination',
  async (input, context) => {
    const destination = await ownDestination(context, input);
    const wanted = wantedProperties(context, input.DestinationProperties ?? {}, destination);
    const { failureStartedAt: _before, ...rest } = destination;
    if (differs(destination, wanted)) {
      const changed = { ...rest, ...wanted, status: 'PENDING_VERIFICATION' as const };
      await context.store.destinations.put(changed);
    }
    context.services.wakeDestinationChecks();
    return {};
  },
);

function differs(destination: PublishingDestination, wanted: WantedProperties): boolean {
  return (
    destination.destinationArn !== wanted.destinationArn ||
    destination.kmsKeyArn !== wanted.kmsKeyArn ||
    destination.expectedBucketOwner !== wanted.expectedBucketOwner
  );
}
