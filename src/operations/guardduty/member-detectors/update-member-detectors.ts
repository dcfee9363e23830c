import { updateDetectorSettings } from '../../../domain/detector.ts';
import { type FeatureChange, parseFeatureChanges } from '../../../domain/detector-features.ts';
import { isAssociated, type Membership } from '../../../domain/membership.ts';
import { saveDetector } from '../detectors/save-detector.ts';
import { eachAccount } from '../each-account.ts';
import { guardDutyError } from '../errors.ts';
import { operation } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';

/** Switches features of members. Their frequency is no such thing: it is their administrator's. */
export const updateMemberDetectors = operation('UpdateMemberDetectors', async (input, context) => {
  await ownDetector(context, input.DetectorId);
  const changes = parseFeatureChanges(input.Features, input.DataSources);
  if (changes === undefined || changes.length === 0) throw guardDutyError('invalidInput');
  const { store, accountId, region, clock } = context;
  const refused = await eachAccount(input.AccountIds, async (memberId) => {
    const row = await store.members.get(accountId, region, memberId);
    const detector = await store.detectors.get(memberId, region);
    if (row === undefined || !isAssociated(row) || detector === undefined) return 'notAssociated';
    if (!maySwitch(row, changes)) return 'notAuthorized';
    const after = updateDetectorSettings(detector, { features: changes }, clock.now());
    if (after !== detector) await saveDetector(store, after, clock.now());
    return undefined;
  });
  return { UnprocessedAccounts: refused };
});

/** Scanning volumes for malware is each account's own but in an organisation (user guide). */
function maySwitch(row: Membership, changes: readonly FeatureChange[]): boolean {
  if (row.viaOrganization) return true;
  return !changes.some((change) => change.name === 'EBS_MALWARE_PROTECTION');
}
