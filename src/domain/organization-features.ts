import type {
  OrganizationDataSourceConfigurations,
  OrganizationDataSourceConfigurationsResult,
  OrganizationFeatureConfiguration,
  OrganizationFeatureConfigurationResult,
  OrgFeature,
} from '@aws-sdk/client-guardduty';
import type { AutoEnable, FeatureAutoEnable } from './administration.ts';
import {
  additionalOf,
  FEATURE_NAMES,
  type FeatureChange,
  type FeatureStatus,
} from './detector-features.ts';

type Features = Readonly<Record<string, FeatureAutoEnable>>;

/** What an organisation can switch: all but AI_ANALYST, which the model leaves to each account. */
export const ORGANIZATION_FEATURES = FEATURE_NAMES.filter(
  (name): name is OrgFeature => name !== 'AI_ANALYST',
);

/**
 * The settings with what a request changes. Undefined where it cannot be followed: a feature
 * without a name or with nothing to set, named twice (also once in each way), additional
 * configuration that it does not take, or both runtime features in one call.
 */
export function changeOrganizationFeatures(
  before: Features,
  features: readonly OrganizationFeatureConfiguration[] | undefined,
  dataSources: OrganizationDataSourceConfigurations | undefined,
): Features | undefined {
  const after: Record<string, FeatureAutoEnable> = { ...before };
  const named = new Set<string>();
  const wanted = [...(features ?? []), ...legacyFeatures(dataSources)];
  for (const feature of wanted) {
    const { Name: name } = feature;
    if (name === undefined || named.has(name)) return undefined;
    const changed = changeFeature(name, before[name], feature);
    if (changed === undefined) return undefined;
    named.add(name);
    after[name] = changed;
  }
  if (named.has('RUNTIME_MONITORING') && named.has('EKS_RUNTIME_MONITORING')) return undefined;
  return after;
}

function changeFeature(
  name: OrgFeature,
  before: FeatureAutoEnable | undefined,
  feature: OrganizationFeatureConfiguration,
): FeatureAutoEnable | undefined {
  const { AutoEnable: mode, AdditionalConfiguration: parts = [] } = feature;
  if (!ORGANIZATION_FEATURES.includes(name)) return undefined;
  if (mode === undefined && parts.length === 0) return undefined;
  const named = new Set<string>();
  const additional: Record<string, AutoEnable> = { ...before?.additional };
  for (const part of parts) {
    const { Name: partName, AutoEnable: partMode } = part;
    if (partName === undefined || partMode === undefined || named.has(partName)) return undefined;
    if (!additionalOf(name).includes(partName)) return undefined;
    named.add(partName);
    additional[partName] = partMode;
  }
  return {
    autoEnable: mode ?? before?.autoEnable ?? 'NONE',
    ...(Object.keys(additional).length > 0 && { additional }),
  };
}

/** The older way knows on and off: on is for accounts that join later, as `autoEnable` is. */
function legacyFeatures(
  dataSources: OrganizationDataSourceConfigurations | undefined,
): OrganizationFeatureConfiguration[] {
  const scan = dataSources?.MalwareProtection?.ScanEc2InstanceWithFindings;
  const wanted: [OrgFeature, boolean | undefined][] = [
    ['S3_DATA_EVENTS', dataSources?.S3Logs?.AutoEnable],
    ['EKS_AUDIT_LOGS', dataSources?.Kubernetes?.AuditLogs?.AutoEnable],
    ['EBS_MALWARE_PROTECTION', scan?.EbsVolumes?.AutoEnable],
  ];
  return wanted.flatMap(([Name, on]) =>
    on === undefined ? [] : [{ Name, AutoEnable: on ? ('NEW' as const) : ('NONE' as const) }],
  );
}

/** `features` of DescribeOrganizationConfiguration: every feature, whether ever set or not. */
export function organizationFeatureResults(
  features: Features,
): OrganizationFeatureConfigurationResult[] {
  return ORGANIZATION_FEATURES.map((name) => {
    const parts = additionalOf(name).map((part) => ({
      Name: part,
      AutoEnable: features[name]?.additional?.[part] ?? ('NONE' as const),
    }));
    return {
      Name: name,
      AutoEnable: features[name]?.autoEnable ?? ('NONE' as const),
      ...(parts.length > 0 && { AdditionalConfiguration: parts }),
    };
  });
}

/** `dataSources` of DescribeOrganizationConfiguration: the older view of the same settings. */
export function organizationDataSourceResults(
  features: Features,
): OrganizationDataSourceConfigurationsResult {
  const isOn = (name: OrgFeature) => (features[name]?.autoEnable ?? 'NONE') !== 'NONE';
  return {
    S3Logs: { AutoEnable: isOn('S3_DATA_EVENTS') },
    Kubernetes: { AuditLogs: { AutoEnable: isOn('EKS_AUDIT_LOGS') } },
    MalwareProtection: {
      ScanEc2InstanceWithFindings: {
        EbsVolumes: { AutoEnable: isOn('EBS_MALWARE_PROTECTION') },
      },
    },
  };
}

/** The features of a detector that the organisation makes: on as configured, all others off. */
export function featuresOfNewMember(features: Features): FeatureChange[] {
  const statusOf = (mode: AutoEnable | undefined): FeatureStatus =>
    (mode ?? 'NONE') === 'NONE' ? 'DISABLED' : 'ENABLED';
  return ORGANIZATION_FEATURES.map((name) => ({
    name,
    status: statusOf(features[name]?.autoEnable),
    additional: Object.fromEntries(
      additionalOf(name).map((part) => [part, statusOf(features[name]?.additional?.[part])]),
    ),
  }));
}

/** What is switched on in a detector that is there: NONE leaves things as they are. */
export function featuresToEnable(
  features: Features,
  modes: readonly AutoEnable[],
): FeatureChange[] {
  return ORGANIZATION_FEATURES.flatMap((name) => {
    const setting = features[name];
    if (setting === undefined) return [];
    const additional: Record<string, FeatureStatus> = {};
    for (const [part, mode] of Object.entries(setting.additional ?? {})) {
      if (modes.includes(mode)) additional[part] = 'ENABLED';
    }
    const on = modes.includes(setting.autoEnable);
    if (!on && Object.keys(additional).length === 0) return [];
    return [{ name, status: on ? ('ENABLED' as const) : undefined, additional }];
  });
}
