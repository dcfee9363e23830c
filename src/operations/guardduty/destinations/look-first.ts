import {
  type DestinationLack,
  type PublishingDestination,
  parseBucketArn,
} from '../../../domain/publishing-destination.ts';
import type { OperationContext } from '../../context.ts';
import { type ErrorName, guardDutyError } from '../errors.ts';

const REFUSALS: Readonly<Record<DestinationLack, ErrorName>> = {
  bucket: 'destinationNotThere',
  folder: 'destinationFolderNotThere',
  permission: 'destinationNotPermitted',
};

/**
 * Refuses a place that findings cannot be put into now. A storage that does not answer refuses
 * nothing: the destination is kept and looked at again.
 */
export async function lookFirst(
  { services, principal, partition }: OperationContext,
  destination: PublishingDestination,
): Promise<void> {
  const verdict = await services.lookAtDestination(destination);
  if (verdict.outcome === 'fails') throw guardDutyError(REFUSALS[verdict.lack]);
  const place = parseBucketArn(destination.destinationArn, partition);
  if (place?.prefix && !(await services.mayReadDestination(destination, principal))) {
    throw guardDutyError('destinationNotReadable');
  }
}
