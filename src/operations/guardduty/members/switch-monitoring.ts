import type { UnprocessedAccount } from '@aws-sdk/client-guardduty';
import { updateDetectorSettings } from '../../../domain/detector.ts';
import type { OperationContext } from '../../context.ts';
import { saveDetector } from '../detectors/save-detector.ts';
import { eachAccount } from '../each-account.ts';
import { ownDetector } from '../own-detector.ts';
import { changeMember } from './change-member.ts';

/**
 * Starts or stops the monitoring of members. It is their own detector that goes on or off: row and
 * detector are two views of one state, whichever side switched it.
 */
export async function switchMonitoring(
  input: { readonly DetectorId: string; readonly AccountIds: readonly string[] },
  context: OperationContext,
  event: 'startMonitoring' | 'stopMonitoring',
): Promise<UnprocessedAccount[]> {
  await ownDetector(context, input.DetectorId);
  const { store, region, clock } = context;
  return eachAccount(input.AccountIds, async (memberId) => {
    const outcome = await changeMember(context, memberId, event);
    if ('refusal' in outcome) return outcome.refusal;
    const detector = await store.detectors.get(memberId, region);
    if (detector === undefined) return undefined;
    const enabled = event === 'startMonitoring';
    const after = updateDetectorSettings(detector, { enabled }, clock.now());
    if (after !== detector) await saveDetector(store, after, clock.now());
    return undefined;
  });
}
