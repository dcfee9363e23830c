import type { FindingPublishingFrequency } from '@aws-sdk/client-guardduty';

export type FeatureStatus = 'ENABLED' | 'DISABLED';

/** One feature of a detector as it is stored: its state, and its additional configuration by name. */
export interface FeatureState {
  readonly status: FeatureStatus;
  readonly updatedAt: number;
  readonly additional?: Readonly<
    Record<string, { readonly status: FeatureStatus; readonly updatedAt: number }>
  >;
}

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
