import type { FindingPublishingFrequency } from '@aws-sdk/client-guardduty';
import {
  changeFeatures,
  type FeatureChange,
  type FeatureState,
  initialFeatures,
} from './detector-features.ts';
import type { Partition } from './regions.ts';

export type { FeatureState, FeatureStatus } from './detector-features.ts';

/** One per account and Region. */
export interface Detector {
  readonly detectorId: string;
  readonly accountId: string;
  readonly region: string;
  readonly enabled: boolean;
  readonly publishingFrequency: FindingPublishingFrequency;
  readonly features: Readonly<Record<string, FeatureState>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly clientToken?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What CreateDetector may leave out. */
export interface DetectorSettings {
  readonly enabled: boolean;
  readonly publishingFrequency?: FindingPublishingFrequency | undefined;
  readonly features: readonly FeatureChange[];
}

/** A new detector with GuardDuty's defaults: an update every six hours, optional features on. */
export function newDetector(
  identity: Pick<Detector, 'detectorId' | 'accountId' | 'region' | 'tags'>,
  settings: DetectorSettings,
  clientToken: string | undefined,
  now: number,
): Detector {
  return {
    ...identity,
    enabled: settings.enabled,
    publishingFrequency: settings.publishingFrequency ?? 'SIX_HOURS',
    features: changeFeatures(initialFeatures(now), settings.features, now),
    ...(clientToken !== undefined && { clientToken }),
    createdAt: now,
    updatedAt: now,
  };
}

/** The detector with what is given changed; the same object where nothing differs. */
export function updateDetectorSettings(
  detector: Detector,
  settings: Partial<DetectorSettings>,
  now: number,
): Detector {
  const enabled = settings.enabled ?? detector.enabled;
  const publishingFrequency = settings.publishingFrequency ?? detector.publishingFrequency;
  const features = changeFeatures(detector.features, settings.features ?? [], now);
  const same =
    enabled === detector.enabled &&
    publishingFrequency === detector.publishingFrequency &&
    features === detector.features;
  return same ? detector : { ...detector, enabled, publishingFrequency, features, updatedAt: now };
}

/** The service-linked role that GetDetector names (facts 5.1). */
export function serviceRoleArn(accountId: string, partition: Partition): string {
  const path = 'aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty';
  return `arn:${partition}:iam::${accountId}:role/${path}`;
}
