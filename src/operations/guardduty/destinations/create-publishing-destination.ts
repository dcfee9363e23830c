import { addTags } from '../../../domain/tags.ts';
import { hexId } from '../../../lib/ids.ts';
import { PUBLISHING_DESTINATIONS_MAX, TAGS_PER_RESOURCE_MAX } from '../../../limits.ts';
import { guardDutyError } from '../errors.ts';
import { operation } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';
import { wantedProperties } from './wanted-properties.ts';

/**
 * A detector has one destination of each type, and S3 is the only type. Nothing is looked at here:
 * the destination waits for its check, which is woken when it is kept.
 */
export const createPublishingDestination = operation(
  'CreatePublishingDestination',
  async (input, context) => {
    await ownDetector(context, input.DetectorId);
    const { store, accountId, region } = context;
    const tags = addTags({}, input.Tags ?? {}, TAGS_PER_RESOURCE_MAX);
    if (tags === undefined) throw guardDutyError('invalidInput');
    const properties = wantedProperties(context, input.DestinationProperties);
    const clientToken = input.ClientToken || undefined;
    const existing = await store.destinations.list(accountId, region, PUBLISHING_DESTINATIONS_MAX);
    const again = existing.find((one) => clientToken && one.clientToken === clientToken);
    if (again !== undefined) return { DestinationId: again.destinationId };
    if (existing.length >= PUBLISHING_DESTINATIONS_MAX) throw guardDutyError('invalidInput');
    const destinationId = hexId();
    await store.destinations.put({
      destinationId,
      accountId,
      region,
      ...properties,
      status: 'PENDING_VERIFICATION',
      tags,
      ...(clientToken !== undefined && { clientToken }),
      createdAt: context.clock.now(),
    });
    context.services.wakeDestinationChecks();
    return { DestinationId: destinationId };
  },
);
