import type {
  DataSourceConfigurations,
  DataSourceConfigurationsResult,
  DetectorFeature,
  DetectorFeatureConfiguration,
  DetectorFeatureConfigurationResult,
  DetectorFeatureResult,
  FeatureAdditionalConfiguration,
  MemberFeaturesConfigurationResult,
} from '@aws-sdk/client-guardduty';
import { dateOf } from '../lib/clock.ts';

export type FeatureStatus = 'ENABLED' | 'DISABLED';

interface Switch {
  readonly status: FeatureStatus;
  readonly updatedAt: number;
}

/** One feature of a detector as stored: its state, and its additional configuration by name. */
export interface FeatureState extends Switch {
  readonly additional?: Readonly<Record<string, Switch>>;
}

export type FeatureStates = Readonly<Record<string, FeatureState>>;

/** A wanted change of one feature; what it leaves out stays as it is. */
export interface FeatureChange {
  readonly name: DetectorFeature;
  readonly status?: FeatureStatus | undefined;
  readonly additional: Readonly<Record<string, FeatureStatus>>;
}

interface FeatureDefinition {
  readonly initial: FeatureStatus;
  readonly additional: readonly FeatureAdditionalConfiguration[];
}

/**
 * What may be switched, its state in a new detector, and the additional configuration it takes.
 * Facts 5.1: all on but the runtime features (model) and AI_ANALYST (observed 2026-07).
 * RDS_DATA_RISK is in the SDK's list of additional configuration, but nothing says which feature
 * takes it, so none does here.
 */
const FEATURES: Readonly<Record<DetectorFeature, FeatureDefinition>> = {
  S3_DATA_EVENTS: { initial: 'ENABLED', additional: [] },
  EKS_AUDIT_LOGS: { initial: 'ENABLED', additional: [] },
  EBS_MALWARE_PROTECTION: { initial: 'ENABLED', additional: [] },
  RDS_LOGIN_EVENTS: { initial: 'ENABLED', additional: [] },
  LAMBDA_NETWORK_LOGS: { initial: 'ENABLED', additional: [] },
  EKS_RUNTIME_MONITORING: { initial: 'DISABLED', additional: ['EKS_ADDON_MANAGEMENT'] },
  RUNTIME_MONITORING: {
    initial: 'DISABLED',
    additional: ['EKS_ADDON_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT', 'EC2_AGENT_MANAGEMENT'],
  },
  AI_ANALYST: { initial: 'DISABLED', additional: [] },
  AI_PROTECTION: { initial: 'ENABLED', additional: [] },
};

export const FEATURE_NAMES = Object.keys(FEATURES) as readonly DetectorFeature[];

/** The additional configuration that a feature takes. */
export function additionalOf(name: DetectorFeature): readonly FeatureAdditionalConfiguration[] {
  return FEATURES[name].additional;
}

/** Sources that cannot be switched off while the detector is on. */
const ALWAYS_ON: readonly DetectorFeatureResult[] = ['CLOUD_TRAIL', 'DNS_LOGS', 'FLOW_LOGS'];

export function initialFeatures(now: number): FeatureStates {
  const off: Switch = { status: 'DISABLED', updatedAt: now };
  const states: Record<string, FeatureState> = {};
  for (const [name, { initial, additional }] of Object.entries(FEATURES)) {
    states[name] = {
      status: initial,
      updatedAt: now,
      ...(additional.length > 0 && {
        additional: Object.fromEntries(additional.map((part) => [part, off])),
      }),
    };
  }
  return states;
}

/** The states after the changes; the same object where nothing differs. */
export function changeFeatures(
  states: FeatureStates,
  changes: readonly FeatureChange[],
  now: number,
): FeatureStates {
  const next: Record<string, FeatureState> = { ...states };
  let different = false;
  for (const change of changes) {
    const before = states[change.name] ?? { status: 'DISABLED', updatedAt: now };
    const after = changeFeature(before, change, now);
    if (after === before) continue;
    next[change.name] = after;
    different = true;
  }
  return different ? next : states;
}

function changeFeature(before: FeatureState, change: FeatureChange, now: number): FeatureState {
  const additional: Record<string, Switch> = { ...before.additional };
  let different = false;
  for (const [part, status] of Object.entries(change.additional)) {
    if (additional[part]?.status === status) continue;
    additional[part] = { status, updatedAt: now };
    different = true;
  }
  const status = change.status ?? before.status;
  if (status === before.status && !different) return before;
  return {
    status,
    updatedAt: status === before.status ? before.updatedAt : now,
    ...(Object.keys(additional).length > 0 && { additional }),
  };
}

/**
 * Reads both ways to name features. Undefined where they cannot be followed: a feature without a
 * name or with nothing to change, named twice (also once in each way), additional configuration
 * that it does not take, or both runtime features in one call.
 */
export function parseFeatureChanges(
  features: readonly DetectorFeatureConfiguration[] | undefined,
  dataSources: DataSourceConfigurations | undefined,
): FeatureChange[] | undefined {
  const changes: FeatureChange[] = [];
  for (const feature of features ?? []) {
    const change = parseFeature(feature);
    if (change === undefined) return undefined;
    changes.push(change);
  }
  changes.push(...legacyChanges(dataSources));
  const names = new Set(changes.map((change) => change.name));
  if (names.size < changes.length) return undefined;
  if (names.has('RUNTIME_MONITORING') && names.has('EKS_RUNTIME_MONITORING')) return undefined;
  return changes;
}

function parseFeature(feature: DetectorFeatureConfiguration): FeatureChange | undefined {
  const { Name: name, Status: status, AdditionalConfiguration: parts = [] } = feature;
  if (name === undefined || !Object.hasOwn(FEATURES, name)) return undefined;
  if (status === undefined && parts.length === 0) return undefined;
  const additional: Record<string, FeatureStatus> = {};
  for (const part of parts) {
    if (part.Name === undefined || part.Status === undefined) return undefined;
    if (!FEATURES[name].additional.includes(part.Name)) return undefined;
    if (Object.hasOwn(additional, part.Name)) return undefined;
    additional[part.Name] = part.Status;
  }
  return { name, status, additional };
}

function legacyChanges(dataSources: DataSourceConfigurations | undefined): FeatureChange[] {
  const scan = dataSources?.MalwareProtection?.ScanEc2InstanceWithFindings;
  const wanted: [DetectorFeature, boolean | undefined][] = [
    ['S3_DATA_EVENTS', dataSources?.S3Logs?.Enable],
    ['EKS_AUDIT_LOGS', dataSources?.Kubernetes?.AuditLogs?.Enable],
    ['EBS_MALWARE_PROTECTION', scan?.EbsVolumes],
  ];
  return wanted.flatMap(([name, enable]) =>
    enable === undefined
      ? []
      : [{ name, status: enable ? ('ENABLED' as const) : ('DISABLED' as const), additional: {} }],
  );
}

/** `features` of GetDetector. */
export function featureResults(
  states: FeatureStates,
  createdAt: number,
): DetectorFeatureConfigurationResult[] {
  const fixed = ALWAYS_ON.map((name) => ({
    Name: name,
    Status: 'ENABLED' as const,
    UpdatedAt: dateOf(createdAt),
  }));
  const settable = FEATURE_NAMES.flatMap((name) => {
    const state = states[name];
    return state === undefined ? [] : [featureResult(name, state)];
  });
  return [...fixed, ...settable];
}

function featureResult(
  name: DetectorFeature,
  state: FeatureState,
): DetectorFeatureConfigurationResult {
  const parts = FEATURES[name].additional.flatMap((part) => {
    const value = state.additional?.[part];
    if (value === undefined) return [];
    return [{ Name: part, Status: value.status, UpdatedAt: dateOf(value.updatedAt) }];
  });
  return {
    Name: name,
    Status: state.status,
    UpdatedAt: dateOf(state.updatedAt),
    ...(parts.length > 0 && { AdditionalConfiguration: parts }),
  };
}

/** `dataSources` of GetDetector: the older view of the same states. */
export function dataSourceResults(states: FeatureStates): DataSourceConfigurationsResult {
  const statusOf = (name: DetectorFeature): FeatureStatus => states[name]?.status ?? 'DISABLED';
  return {
    CloudTrail: { Status: 'ENABLED' },
    DNSLogs: { Status: 'ENABLED' },
    FlowLogs: { Status: 'ENABLED' },
    S3Logs: { Status: statusOf('S3_DATA_EVENTS') },
    Kubernetes: { AuditLogs: { Status: statusOf('EKS_AUDIT_LOGS') } },
    MalwareProtection: {
      ScanEc2InstanceWithFindings: {
        EbsVolumes: { Status: statusOf('EBS_MALWARE_PROTECTION') },
      },
    },
  };
}

/** `features` of GetMemberDetectors: what an administrator can switch in a member. */
export function memberFeatureResults(states: FeatureStates): MemberFeaturesConfigurationResult[] {
  return FEATURE_NAMES.flatMap((name) => {
    const state = states[name];
    if (state === undefined || name === 'AI_ANALYST') return [];
    return [{ ...featureResult(name, state), Name: name }];
  });
}
