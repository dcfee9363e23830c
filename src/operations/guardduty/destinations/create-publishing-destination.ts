import type { CreatePublishingDestinationCommandInput } from '@aws-sdk/client-guardduty';
import type { PublishingDestination } from '../../../domain/publishing-destination.ts';
import { addTags } from '../../../domain/tags.ts';
import { hexId } from '../../../lib/ids.ts';
import { PUBLISHING_DESTINATIONS_MAX, TAGS_PER_RESOURCE_MAX } from '../../../limits.ts';
import type { OperationContext } from '../../context.ts';
import { guardDutyError } from '../errors.ts';
import { operation } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';
import { lookFirst } from './look-first.ts';
import { wantedProperties } from './wanted-properties.ts';

type Input = Pick<
  CreatePublishingDestinationCommandInput,
  'Tags' | 'DestinationProperties' | 'ClientToken'
> & { readonly DetectorId: string };

/**
 * A detector has one destination of each type, and S3 is the only type. The bucket is looked at
 * before anything is kept; what is kept is verified once more, as later whenever it fails.
 */
export const createPublishingDestination = operation(
  'CreatePublishingDestination',
  async (input, context) => {
    const wanted = await wantedDestination(context, input);
    if ('again' in wanted) return { DestinationId: wanted.again };
    await context.store.destinations.put(wanted);
    context.services.wakeDestinationChecks();
    return { DestinationId: wanted.destinationId };
  },
  async (input, context) => {
    const wanted = await wantedDestination(context, input);
    if (!('again' in wanted)) await lookFirst(context, wanted);
    return input;
  },
);

/** The destination that is asked for, or the one that the same request has made already. */
async function wantedDestination(
  context: OperationContext,
  input: Input,
): Promise<PublishingDestination | { readonly again: string }> {
  await ownDetector(context, input.DetectorId);
  const { store, accountId, region } = context;
  const tags = addTags({}, input.Tags ?? {}, TAGS_PER_RESOURCE_MAX);
  if (tags === undefined) throw guardDutyError('invalidInput');
  const properties = wantedProperties(context, input.DestinationProperties ?? {});
  const clientToken = input.ClientToken || undefined;
  const existing = await store.destinations.list(accountId, region, PUBLISHING_DESTINATIONS_MAX);
  const again = existing.find((one) => clientToken && one.clientToken === clientToken);
  if (again !== undefined) return { again: again.destinationId };
  if (existing.length >= PUBLISHING_DESTINATIONS_MAX) throw guardDutyError('invalidInput');
  return {
    destinationId: hexId(),
    accountId,
    region,
    ...properties,
    status: 'PENDING_VERIFICATION',
    tags,
    ...(clientToken !== undefined && { clientToken }),
    createdAt: context.clock.now(),
  };
}
