import { describe, expect, it } from 'vitest';
import { dateOf, isoMillis } from '../lib/clock.ts';
import {
  changeFeatures,
  dataSourceResults,
  featureResults,
  initialFeatures,
  parseFeatureChanges,
} from './detector-features.ts';

const additional = (...names: string[]) =>
  names.map((Name) => ({ Name, Status: 'DISABLED', UpdatedAt: dateOf(5) }));

describe('a new detector', () => {
  it('has every optional feature on but the runtime ones and AI_ANALYST', () => {
    const results = featureResults(initialFeatures(5), 5);
    const off = results.filter((feature) => feature.Status === 'DISABLED');
    expect(off.map((feature) => feature.Name)).toEqual([
      'EKS_RUNTIME_MONITORING',
      'RUNTIME_MONITORING',
      'AI_ANALYST',
    ]);
    expect(off[0]?.AdditionalConfiguration).toEqual(additional('EKS_ADDON_MANAGEMENT'));
    expect(off[1]?.AdditionalConfiguration).toEqual(
      additional('EKS_ADDON_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT', 'EC2_AGENT_MANAGEMENT'),
    );
    expect(results.slice(0, 3).map((feature) => feature.Name)).toEqual([
      'CLOUD_TRAIL',
      'DNS_LOGS',
      'FLOW_LOGS',
    ]);
    expect(results.length).toBe(12);
  });
});

describe('changes', () => {
  it('show in both views, whichever way they were asked for', () => {
    const legacy = parseFeatureChanges(undefined, {
      S3Logs: { Enable: false },
      Kubernetes: { AuditLogs: { Enable: false } },
      MalwareProtection: { ScanEc2InstanceWithFindings: { EbsVolumes: false } },
    });
    const modern = parseFeatureChanges(
      [
        { Name: 'S3_DATA_EVENTS', Status: 'DISABLED' },
        { Name: 'EKS_AUDIT_LOGS', Status: 'DISABLED' },
        { Name: 'EBS_MALWARE_PROTECTION', Status: 'DISABLED' },
      ],
      undefined,
    );
    const byLegacy = changeFeatures(initialFeatures(5), legacy ?? [], 9);
    expect(changeFeatures(initialFeatures(5), modern ?? [], 9)).toEqual(byLegacy);
    expect(dataSourceResults(byLegacy)).toEqual({
      CloudTrail: { Status: 'ENABLED' },
      DNSLogs: { Status: 'ENABLED' },
      FlowLogs: { Status: 'ENABLED' },
      S3Logs: { Status: 'DISABLED' },
      Kubernetes: { AuditLogs: { Status: 'DISABLED' } },
      MalwareProtection: {
        ScanEc2InstanceWithFindings: { EbsVolumes: { Status: 'DISABLED' } },
      },
    });
    const changed = featureResults(byLegacy, 5).filter(
      (feature) => feature.UpdatedAt && isoMillis(feature.UpdatedAt.getTime()) === isoMillis(9),
    );
    expect(changed.map((feature) => feature.Name)).toEqual([
      'S3_DATA_EVENTS',
      'EKS_AUDIT_LOGS',
      'EBS_MALWARE_PROTECTION',
    ]);
  });

  it('of additional configuration leave the rest of a feature as it is', () => {
    const changes = parseFeatureChanges(
      [
        {
          Name: 'RUNTIME_MONITORING',
          AdditionalConfiguration: [{ Name: 'EC2_AGENT_MANAGEMENT', Status: 'ENABLED' }],
        },
      ],
      undefined,
    );
    const state = changeFeatures(initialFeatures(5), changes ?? [], 9).RUNTIME_MONITORING;
    expect(state).toEqual({
      status: 'DISABLED',
      updatedAt: 5,
      additional: {
        EKS_ADDON_MANAGEMENT: { status: 'DISABLED', updatedAt: 5 },
        ECS_FARGATE_AGENT_MANAGEMENT: { status: 'DISABLED', updatedAt: 5 },
        EC2_AGENT_MANAGEMENT: { status: 'ENABLED', updatedAt: 9 },
      },
    });
  });

  it('that change nothing answer the same object', () => {
    const states = initialFeatures(5);
    const changes = parseFeatureChanges([{ Name: 'S3_DATA_EVENTS', Status: 'ENABLED' }], undefined);
    expect(changeFeatures(states, changes ?? [], 9)).toBe(states);
  });
});

describe('refused', () => {
  const on = 'ENABLED' as const;
  const part = (Name: 'EKS_ADDON_MANAGEMENT' | 'EC2_AGENT_MANAGEMENT') => ({ Name, Status: on });
  it.each([
    ['a feature without a name', [{ Status: on }]],
    ['a feature with nothing to change', [{ Name: 'LAMBDA_NETWORK_LOGS' as const }]],
    [
      'a feature named twice',
      [
        { Name: 'EKS_AUDIT_LOGS' as const, Status: on },
        { Name: 'EKS_AUDIT_LOGS' as const, Status: on },
      ],
    ],
    ['a feature also named the older way', [{ Name: 'S3_DATA_EVENTS' as const, Status: on }]],
    [
      'both runtime features',
      [
        { Name: 'RUNTIME_MONITORING' as const, Status: on },
        { Name: 'EKS_RUNTIME_MONITORING' as const, Status: on },
      ],
    ],
    [
      'additional configuration that the feature does not take',
      [
        {
          Name: 'EKS_RUNTIME_MONITORING' as const,
          AdditionalConfiguration: [part('EC2_AGENT_MANAGEMENT')],
        },
      ],
    ],
    [
      'additional configuration named twice',
      [
        {
          Name: 'RUNTIME_MONITORING' as const,
          AdditionalConfiguration: [part('EKS_ADDON_MANAGEMENT'), part('EKS_ADDON_MANAGEMENT')],
        },
      ],
    ],
    [
      'additional configuration without a status',
      [
        {
          Name: 'RUNTIME_MONITORING' as const,
          AdditionalConfiguration: [{ Name: 'EKS_ADDON_MANAGEMENT' as const }],
        },
      ],
    ],
  ])('%s', (_what, features) => {
    expect(parseFeatureChanges(features, { S3Logs: { Enable: true } })).toBeUndefined();
  });
});
