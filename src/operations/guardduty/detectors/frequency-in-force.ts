import type { FindingPublishingFrequency } from '@aws-sdk/client-guardduty';
import type { Detector } from '../../../domain/detector.ts';
import type { Membership } from '../../../domain/membership.ts';
import type { OperationContext } from '../../context.ts';

/** How often updates of findings are published: for a member, its administrator decides. */
export async function frequencyInForce(
  context: OperationContext,
  detector: Detector,
  association: Membership | undefined,
): Promise<FindingPublishingFrequency> {
  if (association === undefined) return detector.publishingFrequency;
  const { administratorId, region } = association;
  const deciding = await context.store.detectors.get(administratorId, region);
  return (deciding ?? detector).publishingFrequency;
}
