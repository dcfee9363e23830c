import type { Detector } from '../../domain/detector.ts';
import type { OperationContext } from '../context.ts';
import { guardDutyError } from './errors.ts';

/**
 * The caller's detector in the Region of the call. Another account's id, an id of another Region
 * and an id that never was are refused alike, so the answer tells nothing about other accounts.
 */
export async function ownDetector(
  context: OperationContext,
  detectorId: string,
): Promise<Detector> {
  const detector = await context.store.detectors.get(context.accountId, context.region);
  if (detector?.detectorId !== detectorId) throw guardDutyError('detectorNotOwned');
  return detector;
}
