import { describe, expect, it } from 'vitest';
import {
  changeOrganizationFeatures,
  featuresOfNewMember,
  featuresToEnable,
  organizationDataSourceResults,
  organizationFeatureResults,
} from './organization-features.ts';

const RUNTIME = 'RUNTIME_MONITORING';

describe('changeOrganizationFeatures', () => {
  it('keeps what a change leaves out', () => {
    const before = { [RUNTIME]: { autoEnable: 'ALL', additional: { A: 'NEW' } } } as const;
    const part = { Name: 'EC2_AGENT_MANAGEMENT', AutoEnable: 'NEW' } as const;
    const changes = [{ Name: RUNTIME, AdditionalConfiguration: [part] }] as const;
    expect(changeOrganizationFeatures(before, [...changes] as never, undefined)).toEqual({
      [RUNTIME]: { autoEnable: 'ALL', additional: { A: 'NEW', EC2_AGENT_MANAGEMENT: 'NEW' } },
    });
    expect(changeOrganizationFeatures(before, undefined, undefined)).toEqual(before);
  });

  it('reads the older way as on for accounts that join', () => {
    const AutoEnable = true;
    const changed = changeOrganizationFeatures({}, undefined, {
      S3Logs: { AutoEnable },
      Kubernetes: { AuditLogs: { AutoEnable: false } },
    });
    expect(changed).toEqual({
      S3_DATA_EVENTS: { autoEnable: 'NEW' },
      EKS_AUDIT_LOGS: { autoEnable: 'NONE' },
    });
    expect(organizationDataSourceResults(changed ?? {})).toMatchObject({
      S3Logs: { AutoEnable: true },
      Kubernetes: { AuditLogs: { AutoEnable: false } },
    });
  });

  const PART = { Name: 'EC2_AGENT_MANAGEMENT', AutoEnable: 'NEW' } as const;
  it.each([
    ['no name', { AutoEnable: 'NEW' }],
    ['a feature of each account', { Name: 'AI_ANALYST', AutoEnable: 'NEW' }],
    ['nothing to set', { Name: RUNTIME }],
    ['a part without a name', { Name: RUNTIME, AdditionalConfiguration: [{ AutoEnable: 'NEW' }] }],
    ['a part twice', { Name: RUNTIME, AdditionalConfiguration: [PART, PART] }],
    ['a part of another feature', { Name: 'AI_PROTECTION', AdditionalConfiguration: [PART] }],
  ])('refuses %s', (_what, feature) => {
    expect(changeOrganizationFeatures({}, [feature as never], undefined)).toBeUndefined();
  });
});

it('shows every feature, and parts where a feature has some', () => {
  const shown = organizationFeatureResults({ [RUNTIME]: { autoEnable: 'NEW' } });
  expect(shown).toContainEqual({ Name: 'S3_DATA_EVENTS', AutoEnable: 'NONE' });
  expect(shown.find((one) => one.Name === RUNTIME)).toEqual({
    Name: RUNTIME,
    AutoEnable: 'NEW',
    AdditionalConfiguration: [
      { Name: 'EKS_ADDON_MANAGEMENT', AutoEnable: 'NONE' },
      { Name: 'ECS_FARGATE_AGENT_MANAGEMENT', AutoEnable: 'NONE' },
      { Name: 'EC2_AGENT_MANAGEMENT', AutoEnable: 'NONE' },
    ],
  });
});

describe('what becomes of a member', () => {
  const features = {
    S3_DATA_EVENTS: { autoEnable: 'ALL' },
    EKS_AUDIT_LOGS: { autoEnable: 'NEW' },
    [RUNTIME]: { autoEnable: 'NONE', additional: { EC2_AGENT_MANAGEMENT: 'ALL' } },
  } as const;

  it('made now: on as configured, off otherwise', () => {
    const changes = featuresOfNewMember(features);
    const statusOf = (name: string) => changes.find((one) => one.name === name)?.status;
    expect(changes).toHaveLength(8);
    expect(statusOf('S3_DATA_EVENTS')).toBe('ENABLED');
    expect(statusOf('EKS_AUDIT_LOGS')).toBe('ENABLED');
    expect(statusOf('RDS_LOGIN_EVENTS')).toBe('DISABLED');
    expect(changes.find((one) => one.name === RUNTIME)).toMatchObject({
      status: 'DISABLED',
      additional: { EC2_AGENT_MANAGEMENT: 'ENABLED', EKS_ADDON_MANAGEMENT: 'DISABLED' },
    });
  });

  it('that is there: on for these modes, nothing off', () => {
    expect(featuresToEnable(features, ['ALL'])).toEqual([
      { name: 'S3_DATA_EVENTS', status: 'ENABLED', additional: {} },
      { name: RUNTIME, status: undefined, additional: { EC2_AGENT_MANAGEMENT: 'ENABLED' } },
    ]);
    expect(featuresToEnable(features, ['NEW', 'ALL'])).toHaveLength(3);
  });
});
