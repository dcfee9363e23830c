import type { Detector } from '../../../domain/detector.ts';
import { featuresOnTrial } from '../../../domain/free-trial.ts';
import { GUARDDUTY_SERVICE, linkedRole } from '../../../domain/linked-roles.ts';
import type { Store } from '../../../store/store.ts';

/**
 * Keeps a detector, with the role that the service has in each account it works in, and begins the
 * free trial of each feature that is on for the first time.
 */
export async function saveDetector(store: Store, detector: Detector, now: number): Promise<void> {
  await store.detectors.put(detector);
  const { accountId, region } = detector;
  await keepServiceRole(store, accountId, now);
  const features = featuresOnTrial(detector);
  if (features.length > 0) await store.usage.beginTrials(accountId, region, features, now);
}

async function keepServiceRole(store: Store, accountId: string, now: number): Promise<void> {
  const role = linkedRole(GUARDDUTY_SERVICE, accountId, now);
  if (role && !(await store.iam.taken('role', accountId, role.name))) await store.iam.put(role);
}
