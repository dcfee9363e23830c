import type { Detector } from '../../../domain/detector.ts';
import type { OperationContext } from '../../context.ts';
import { accessDenied, guardDutyError } from '../errors.ts';

const ARN = /^arn:([^:]+):guardduty:([^:]*):(\d{12}):detector\/(.+)$/;

/**
 * The detector that an ARN names. Detectors are the only resources with tags so far: the ARN of a
 * filter or a list below the caller's detector names nothing that exists.
 */
export async function taggedDetector(context: OperationContext, arn: string): Promise<Detector> {
  const [, partition, region, accountId, detectorId] = ARN.exec(arn) ?? [];
  if (accountId === undefined) throw guardDutyError('invalidInput');
  if (accountId !== context.accountId) throw accessDenied();
  const detector = await context.store.detectors.get(context.accountId, context.region);
  const isHere = partition === context.partition && region === context.region;
  if (!isHere || detector === undefined || detector.detectorId !== detectorId) {
    throw guardDutyError('noSuchResource');
  }
  return detector;
}
