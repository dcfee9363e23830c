import type { Account } from '../../../domain/account.ts';
import type { Administration } from '../../../domain/administration.ts';
import { updateDetectorSettings } from '../../../domain/detector.ts';
import { advance, isAssociated, type Membership } from '../../../domain/membership.ts';
import { featuresToEnable } from '../../../domain/organization-features.ts';
import type { Store } from '../../../store/store.ts';
import { saveDetector } from '../detectors/save-detector.ts';
import { enrolAccount } from './enrol-account.ts';
import type { Room } from './room.ts';

/** Brings one account to what is configured for ALL: enrolled, monitored, with the features. */
export async function applyToAll(
  store: Store,
  administration: Administration,
  account: Account,
  room: Room,
  now: number,
): Promise<void> {
  const { administratorId, region, autoEnable } = administration;
  const { accountId } = account;
  if (accountId === administratorId) {
    await applyFeatures(store, administration, accountId, now);
    return;
  }
  const row = await store.members.get(administratorId, region, accountId);
  if (row === undefined || !isAssociated(row)) {
    if (autoEnable !== 'ALL') return;
    const options = { hasRoom: room.isLeft, now };
    await room.settle(account, await enrolAccount(store, administration, account, options), now);
    return;
  }
  if (!row.viaOrganization) return;
  if (autoEnable === 'ALL') await resume(store, row, now);
  await applyFeatures(store, administration, accountId, now);
}

async function resume(store: Store, row: Membership, now: number): Promise<void> {
  const resumed = advance(row, 'startMonitoring', now);
  if (resumed !== undefined && resumed !== row) await store.members.put(resumed);
  const detector = await store.detectors.get(row.accountId, row.region);
  if (detector === undefined || detector.enabled) return;
  await saveDetector(store, updateDetectorSettings(detector, { enabled: true }, now), now);
}

async function applyFeatures(
  store: Store,
  { region, features }: Administration,
  accountId: string,
  now: number,
): Promise<void> {
  const detector = await store.detectors.get(accountId, region);
  if (detector === undefined) return;
  const changes = featuresToEnable(features, ['ALL']);
  const after = updateDetectorSettings(detector, { features: changes }, now);
  if (after !== detector) await saveDetector(store, after, now);
}
