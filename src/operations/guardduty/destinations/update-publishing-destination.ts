import type { UpdatePublishingDestinationCommandInput } from '@aws-sdk/client-guardduty';
import type { PublishingDestination } from '../../../domain/publishing-destination.ts';
import type { OperationContext } from '../../context.ts';
import { operation } from '../operation.ts';
import { lookFirst } from './look-first.ts';
import { ownDestination } from './own-destination.ts';
import { type WantedProperties, wantedProperties } from './wanted-properties.ts';

type Input = Pick<UpdatePublishingDestinationCommandInput, 'DestinationProperties'> & {
  readonly DetectorId: string;
  readonly DestinationId: string;
};

/**
 * Other properties are looked at first, and verified once more. The same ones again leave a
 * destination that works as it is, so that set-up scripts may repeat themselves; one that does not
 * work is looked at once more.
 */
export const updatePublishingDestination = operation(
  'UpdatePublishingDestination',
  async (input, context) => {
    const changed = await changedDestination(context, input);
    if (changed !== undefined) await context.store.destinations.put(changed);
    context.services.wakeDestinationChecks();
    return {};
  },
  async (input, context) => {
    const changed = await changedDestination(context, input);
    if (changed !== undefined) await lookFirst(context, changed);
    return input;
  },
);

/** Undefined where nothing changes. */
async function changedDestination(
  context: OperationContext,
  input: Input,
): Promise<PublishingDestination | undefined> {
  const destination = await ownDestination(context, input);
  const wanted = wantedProperties(context, input.DestinationProperties ?? {}, destination);
  const { failureStartedAt: _before, ...rest } = destination;
  if (!differs(destination, wanted)) return undefined;
  return { ...rest, ...wanted, status: 'PENDING_VERIFICATION' };
}

function differs(destination: PublishingDestination, wanted: WantedProperties): boolean {
  return (
    destination.destinationArn !== wanted.destinationArn ||
    destination.kmsKeyArn !== wanted.kmsKeyArn ||
    destination.expectedBucketOwner !== wanted.expectedBucketOwner
  );
}
