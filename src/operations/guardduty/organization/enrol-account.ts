import type { Account } from '../../../domain/account.ts';
import type { Administration } from '../../../domain/administration.ts';
import { type Detector, newDetector, updateDetectorSettings } from '../../../domain/detector.ts';
import { ASSOCIATED } from '../../../domain/membership.ts';
import { featuresOfNewMember, featuresToEnable } from '../../../domain/organization-features.ts';
import {
  type EnrolRefusal,
  enrolMembership,
  refuseEnrol,
} from '../../../domain/organization-membership.ts';
import { hexId } from '../../../lib/ids.ts';
import type { Store } from '../../../store/store.ts';
import { followConfigurations } from '../custom-detection-rules/apply-configuration.ts';
import { saveDetector } from '../detectors/save-detector.ts';

/**
 * Makes an account of the organisation a member without asking it: its detector is made or switched
 * on, with the features that the organisation enables by itself. The row shows the address that the
 * administrator gave, because tools compare it with theirs; nothing is sent to it.
 * @returns why not, where it cannot be done
 */
export async function enrolAccount(
  store: Store,
  administration: Administration,
  account: Account,
  options: { readonly hasRoom: boolean; readonly now: number; readonly email?: string },
): Promise<EnrolRefusal | undefined> {
  const { administratorId, region, organizationId } = administration;
  const { accountId } = account;
  const existing = await store.members.get(administratorId, region, accountId);
  const association = await store.members.associationOf(accountId, region);
  const organization = await store.organizations.get(organizationId);
  const detector = await store.detectors.get(accountId, region);
  const refusal = refuseEnrol({
    isSelf: accountId === administratorId,
    existing: existing?.status,
    isSuspended: account.status !== 'ACTIVE',
    isMemberOfAnother: association !== undefined && association.administratorId !== administratorId,
    hasMembers: await store.members.hasStatus(accountId, region, ASSOCIATED),
    isManagement: organization?.managementAccountId === accountId,
    hasDetector: detector !== undefined,
    hasRoom: options.hasRoom,
  });
  if (refusal !== undefined) return refusal;
  const { email = account.email } = options;
  const row = enrolMembership({ administratorId, region, accountId, email }, options.now);
  await store.members.put(row);
  const home = { accountId, region };
  await saveDetector(store, enabled(detector, home, administration, options.now), options.now);
  await followConfigurations(store, row, options.now);
  return undefined;
}

function enabled(
  existing: Detector | undefined,
  home: Pick<Detector, 'accountId' | 'region'>,
  { features }: Administration,
  now: number,
): Detector {
  if (existing !== undefined) {
    const changes = featuresToEnable(features, ['NEW', 'ALL']);
    return updateDetectorSettings(existing, { enabled: true, features: changes }, now);
  }
  const settings = { enabled: true, features: featuresOfNewMember(features) };
  return newDetector({ detectorId: hexId(), ...home, tags: {} }, settings, undefined, now);
}
