import type {
  DataSourcesFreeTrial,
  FreeTrialFeatureConfigurationResult,
  FreeTrialFeatureResult,
} from '@aws-sdk/client-guardduty';
import type { Detector } from './detector.ts';

/** GuardDuty: days for which a feature is free in an account and Region; user guide, pricing. */
export const FREE_TRIAL_DAYS = 30;

const DAY_MILLIS = 86_400_000;

/** Runs with every detector that is on. */
const FOUNDATIONAL = ['CLOUD_TRAIL', 'DNS_LOGS', 'FLOW_LOGS'] as const;

/** The features of a detector whose trial runs, or ran: nothing runs while it is suspended. */
export function featuresOnTrial(detector: Pick<Detector, 'enabled' | 'features'>): string[] {
  if (!detector.enabled) return [];
  const on = Object.entries(detector.features).filter(([, { status }]) => status === 'ENABLED');
  return [...FOUNDATIONAL, ...on.map(([name]) => name)];
}

/**
 * Which feature of a detector begins the trial that is shown under a name. Runtime Monitoring
 * covers three kinds of resources, each with a trial of its own name.
 */
const SHOWN: readonly (readonly [FreeTrialFeatureResult, readonly string[]])[] = [
  ['CLOUD_TRAIL', ['CLOUD_TRAIL']],
  ['DNS_LOGS', ['DNS_LOGS']],
  ['FLOW_LOGS', ['FLOW_LOGS']],
  ['S3_DATA_EVENTS', ['S3_DATA_EVENTS']],
  ['EKS_AUDIT_LOGS', ['EKS_AUDIT_LOGS']],
  ['EBS_MALWARE_PROTECTION', ['EBS_MALWARE_PROTECTION']],
  ['RDS_LOGIN_EVENTS', ['RDS_LOGIN_EVENTS']],
  ['LAMBDA_NETWORK_LOGS', ['LAMBDA_NETWORK_LOGS']],
  ['EKS_RUNTIME_MONITORING', ['EKS_RUNTIME_MONITORING', 'RUNTIME_MONITORING']],
  ['EC2_RUNTIME_MONITORING', ['RUNTIME_MONITORING']],
  ['FARGATE_RUNTIME_MONITORING', ['RUNTIME_MONITORING']],
  ['AI_PROTECTION', ['AI_PROTECTION']],
];

type Trials = ReadonlyMap<string, number>;

/** Days left of each trial that has begun; 0 when it is over. */
export function remainingTrials(
  trials: Trials,
  now: number,
): { features: FreeTrialFeatureConfigurationResult[]; dataSources: DataSourcesFreeTrial } {
  const days = new Map<FreeTrialFeatureResult, number>();
  for (const [name, features] of SHOWN) {
    const begun = features.flatMap((feature) => trials.get(feature) ?? []);
    if (begun.length > 0) days.set(name, daysLeft(Math.min(...begun), now));
  }
  const of = (name: FreeTrialFeatureResult) => {
    const left = days.get(name);
    return left === undefined ? undefined : { FreeTrialDaysRemaining: left };
  };
  const scan = of('EBS_MALWARE_PROTECTION');
  const audit = of('EKS_AUDIT_LOGS');
  return {
    features: [...days].map(([Name, FreeTrialDaysRemaining]) => ({ Name, FreeTrialDaysRemaining })),
    dataSources: {
      CloudTrail: of('CLOUD_TRAIL'),
      DnsLogs: of('DNS_LOGS'),
      FlowLogs: of('FLOW_LOGS'),
      S3Logs: of('S3_DATA_EVENTS'),
      ...(audit && { Kubernetes: { AuditLogs: audit } }),
      ...(scan && { MalwareProtection: { ScanEc2InstanceWithFindings: scan } }),
    },
  };
}

/** A day that has begun still counts: a trial that begins now has all of them left. */
function daysLeft(begun: number, now: number): number {
  const passed = Math.floor(Math.max(0, now - begun) / DAY_MILLIS);
  return Math.max(0, FREE_TRIAL_DAYS - passed);
}
