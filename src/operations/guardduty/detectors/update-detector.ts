import { type Detector, updateDetectorSettings } from '../../../domain/detector.ts';
import { ASSOCIATED, advance, type Membership } from '../../../domain/membership.ts';
import type { OperationContext } from '../../context.ts';
import { guardDutyError } from '../errors.ts';
import { operation } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';
import { frequencyInForce } from './frequency-in-force.ts';
import { saveDetector } from './save-detector.ts';
import { wantedFeatures } from './wanted-settings.ts';

/**
 * Changes what is given. A member by invitation may suspend and resume its own detector, which
 * shows in its row, but not resume what its administrator has stopped; one via the organisation may
 * do neither. Features and frequency of a member are its administrator's to decide (user guide,
 * permissions), so a call that would change them is refused, and one that repeats them is not. An
 * administrator must let go of its members before it suspends its own detector (user guide).
 */
export const updateDetector = operation('UpdateDetector', async (input, context) => {
  const detector = await ownDetector(context, input.DetectorId);
  const { store, accountId, region, clock } = context;
  const features = wantedFeatures(input);
  const association = await store.members.associationOf(accountId, region);
  const frequency = input.FindingPublishingFrequency;
  if (association !== undefined && frequency !== undefined) {
    const inForce = await frequencyInForce(context, detector, association);
    if (frequency !== inForce) throw guardDutyError('notAuthorized');
  }
  const after = updateDetectorSettings(
    detector,
    {
      features,
      ...(input.Enable !== undefined && { enabled: input.Enable }),
      ...(association === undefined &&
        frequency !== undefined && { publishingFrequency: frequency }),
    },
    clock.now(),
  );
  if (association === undefined) await refuseSuspension(context, detector, after);
  else await followAsMember(context, association, detector, after);
  if (after !== detector) await saveDetector(store, after, clock.now());
  return {};
});

async function refuseSuspension(
  context: OperationContext,
  before: Detector,
  after: Detector,
): Promise<void> {
  if (!before.enabled || after.enabled) return;
  const { store, accountId, region } = context;
  const hasMembers = await store.members.hasStatus(accountId, region, ASSOCIATED);
  if (hasMembers) throw guardDutyError('suspendWithMembers');
}

async function followAsMember(
  context: OperationContext,
  association: Membership,
  before: Detector,
  after: Detector,
): Promise<void> {
  if (after.features !== before.features) throw guardDutyError('notAuthorized');
  const switched = after.enabled !== before.enabled;
  if (switched && association.viaOrganization) throw guardDutyError('notAuthorized');
  const event = after.enabled ? 'resumeSelf' : 'suspendSelf';
  const row = advance(association, event, context.clock.now());
  if (row === undefined && switched) throw guardDutyError('notAuthorized');
  if (row !== undefined && row !== association) await context.store.members.put(row);
}
