import type { PublishingDestination } from '../../../domain/publishing-destination.ts';
import type { OperationContext } from '../../context.ts';
import { guardDutyError } from '../errors.ts';
import { ownDetector } from '../own-detector.ts';

/** The destination of this id below the caller's detector; clients know its refusal's text. */
export async function ownDestination(
  context: OperationContext,
  input: { readonly DetectorId: string; readonly DestinationId: string },
): Promise<PublishingDestination> {
  await ownDetector(context, input.DetectorId);
  const { store, accountId, region } = context;
  const destination = await store.destinations.get(accountId, region, input.DestinationId);
  if (destination === undefined) throw guardDutyError('theInvalidValues');
  return destination;
}
