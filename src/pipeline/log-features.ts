import type { DetectorFeatureResult } from '@aws-sdk/client-guardduty';
import type { Detector } from '../domain/detector.ts';
import type { Head } from '../normalise/event.ts';

/** The feature of a detector that looks at a record, and that its usage is counted under. */
export type LogFeature = Extract<
  DetectorFeatureResult,
  | 'CLOUD_TRAIL'
  | 'DNS_LOGS'
  | 'FLOW_LOGS'
  | 'S3_DATA_EVENTS'
  | 'EKS_AUDIT_LOGS'
  | 'RDS_LOGIN_EVENTS'
  | 'LAMBDA_NETWORK_LOGS'
  | 'AI_PROTECTION'
>;

export function featureOf(head: Head): LogFeature {
  switch (head.kind) {
    case 'cloudtrail':
      if (head.dataBucket !== undefined) return 'S3_DATA_EVENTS';
      return head.isAiData ? 'AI_PROTECTION' : 'CLOUD_TRAIL';
    case 'flow':
      return head.functionArn === '' ? 'FLOW_LOGS' : 'LAMBDA_NETWORK_LOGS';
    case 'dns':
      return 'DNS_LOGS';
    case 'kubernetes':
      return 'EKS_AUDIT_LOGS';
    case 'database-login':
      return 'RDS_LOGIN_EVENTS';
  }
}

/** What every detector looks at while it is enabled. */
const FOUNDATIONAL: readonly LogFeature[] = ['CLOUD_TRAIL', 'DNS_LOGS', 'FLOW_LOGS'];

/** Does an enabled detector look at records of this feature? */
export function looksAt(detector: Detector, feature: LogFeature): boolean {
  return FOUNDATIONAL.includes(feature) || detector.features[feature]?.status === 'ENABLED';
}
