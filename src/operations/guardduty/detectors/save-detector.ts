import type { Detector } from '../../../domain/detector.ts';
import { featuresOnTrial } from '../../../domain/free-trial.ts';
import type { Store } from '../../../store/store.ts';

/** Keeps a detector, and begins the free trial of each feature that is on for the first time. */
export async function saveDetector(store: Store, detector: Detector, now: number): Promise<void> {
  await store.detectors.put(detector);
  const { accountId, region } = detector;
  const features = featuresOnTrial(detector);
  if (features.length > 0) await store.usage.beginTrials(accountId, region, features, now);
}
