import { describe, expect, it } from 'vitest';
import { MEMBERS_OF_ORGANIZATION_MAX } from '../../../limits.ts';
import type { Store } from '../../../store/store.ts';
import { ERROR_TEXTS } from '../errors.ts';
import { enable, type InputOf, refusalOf } from '../testing.ts';
import { describeOrganizationConfiguration } from './describe-organization-configuration.ts';
import {
  DELEGATED,
  MANAGEMENT,
  MEMBER,
  type OrganizationHarness,
  OUTSIDER,
  openAdministered,
  openOrganization,
} from './testing.ts';

type Settings = Omit<InputOf<'UpdateOrganizationConfiguration'>, 'DetectorId'>;

const described = ({ call, DetectorId }: OrganizationHarness) =>
  call(DELEGATED, 'DescribeOrganizationConfiguration', { DetectorId });

describe('the organisation’s configuration', () => {
  it('begins with nothing switched on', async () => {
    const answer = await described(await openAdministered());
    expect(answer).toMatchObject({
      AutoEnable: false,
      AutoEnableOrganizationMembers: 'NONE',
      MemberAccountLimitReached: false,
      DataSources: { S3Logs: { AutoEnable: false } },
    });
    expect(answer.Features).toHaveLength(8);
    expect(new Set(answer.Features?.map((one) => one.AutoEnable))).toEqual(new Set(['NONE']));
  });

  it.each([
    [{ AutoEnable: true }, 'NEW', true],
    [{ AutoEnable: false }, 'NONE', false],
    [{ AutoEnableOrganizationMembers: 'NEW' }, 'NEW', true],
    [{ AutoEnableOrganizationMembers: 'ALL' }, 'ALL', true],
    [{ AutoEnableOrganizationMembers: 'NONE' }, 'NONE', false],
  ] as const)('says %o in both ways', async (settings, mode, on) => {
    const harness = await openAdministered();
    await harness.configure({ AutoEnableOrganizationMembers: 'NEW' });
    await harness.configure(settings);
    expect(await described(harness)).toMatchObject({
      AutoEnable: on,
      AutoEnableOrganizationMembers: mode,
    });
  });

  it('keeps features in step with data sources, and those that a call does not name', async () => {
    const harness = await openAdministered();
    const AutoEnable = true;
    await harness.configure({
      AutoEnable,
      DataSources: {
        S3Logs: { AutoEnable },
        MalwareProtection: { ScanEc2InstanceWithFindings: { EbsVolumes: { AutoEnable } } },
      },
    });
    await harness.configure({
      AutoEnable,
      Features: [{ Name: 'EBS_MALWARE_PROTECTION', AutoEnable: 'NONE' }],
    });
    const { Features, DataSources } = await described(harness);
    expect(Features).toContainEqual({ Name: 'S3_DATA_EVENTS', AutoEnable: 'NEW' });
    expect(Features).toContainEqual({ Name: 'EBS_MALWARE_PROTECTION', AutoEnable: 'NONE' });
    expect(DataSources).toEqual({
      S3Logs: { AutoEnable: true },
      Kubernetes: { AuditLogs: { AutoEnable: false } },
      MalwareProtection: { ScanEc2InstanceWithFindings: { EbsVolumes: { AutoEnable: false } } },
    });
  });

  const RUNTIME = { Name: 'RUNTIME_MONITORING', AutoEnable: 'ALL' } as const;
  const EKS_RUNTIME = { Name: 'EKS_RUNTIME_MONITORING', AutoEnable: 'ALL' } as const;
  const refusedSettings: [string, Settings][] = [
    ['neither way', {}],
    ['both ways', { AutoEnable: true, AutoEnableOrganizationMembers: 'NEW' }],
    ['both runtime features', { AutoEnable: true, Features: [RUNTIME, EKS_RUNTIME] }],
    ['a feature twice', { AutoEnable: true, Features: [RUNTIME, RUNTIME] }],
    ['a feature with nothing to set', { AutoEnable: true, Features: [{ Name: 'AI_PROTECTION' }] }],
    [
      'a feature in both ways',
      {
        AutoEnable: true,
        Features: [{ Name: 'S3_DATA_EVENTS', AutoEnable: 'NEW' }],
        DataSources: { S3Logs: { AutoEnable: true } },
      },
    ],
    [
      'additional configuration that a feature does not take',
      {
        AutoEnable: true,
        Features: [
          {
            Name: 'S3_DATA_EVENTS',
            AutoEnable: 'NEW',
            AdditionalConfiguration: [{ Name: 'EC2_AGENT_MANAGEMENT', AutoEnable: 'NEW' }],
          },
        ],
      },
    ],
  ];
  it.each(refusedSettings)('is refused with %s', async (_what, settings) => {
    const { configure } = await openAdministered();
    expect((await refusalOf(configure(settings))).message).toBe(ERROR_TEXTS.invalidInput);
  });

  it.each([
    ['a lone account', OUTSIDER, 'invalidInput'],
    ['a member of the organisation', MEMBER, 'organizationPermission'],
    ['the management account', MANAGEMENT, 'organizationPermission'],
  ] as const)('is refused to %s', async (_who, accountId, text) => {
    const { call } = await openAdministered();
    const DetectorId = await enable(call, accountId);
    const message = ERROR_TEXTS[text];
    const describing = call(accountId, 'DescribeOrganizationConfiguration', { DetectorId });
    const input = { DetectorId, AutoEnable: true };
    const updating = call(accountId, 'UpdateOrganizationConfiguration', input);
    const counting = call(accountId, 'GetOrganizationStatistics', {});
    expect(await refusalOf(describing)).toMatchObject({ message });
    expect(await refusalOf(updating)).toMatchObject({ message });
    expect(await refusalOf(counting)).toMatchObject({ message });
  });

  it('is refused with another’s detector and with a page that is not there', async () => {
    const { call, DetectorId } = await openAdministered();
    const theirs = await enable(call, OUTSIDER);
    const foreign = call(DELEGATED, 'DescribeOrganizationConfiguration', { DetectorId: theirs });
    expect((await refusalOf(foreign)).message).toBe(ERROR_TEXTS.detectorNotOwned);
    const paged = { DetectorId, NextToken: 'abc' };
    const second = call(DELEGATED, 'DescribeOrganizationConfiguration', paged);
    expect((await refusalOf(second)).message).toMatch(/nextToken has an invalid value/);
  });

  it('says when the limit of members is reached', async () => {
    const { DetectorId, store, clock, services } = await openAdministered();
    const crowded: Store = {
      ...store,
      members: {
        ...store.members,
        countOfAdministrator: async () => MEMBERS_OF_ORGANIZATION_MAX,
      },
    };
    const answer = await describeOrganizationConfiguration.handle(
      { DetectorId },
      {
        principal: { kind: 'root', accountId: DELEGATED, accessKeyId: 'AKIAEXAMPLE' },
        accountId: DELEGATED,
        region: 'us-east-1',
        partition: 'aws',
        requestId: 'r',
        clock,
        services,
        store: crowded,
      },
    );
    expect(answer.MemberAccountLimitReached).toBe(true);
  });
});

describe('GetOrganizationStatistics', () => {
  it('counts accounts, members, monitored ones, and features that are on', async () => {
    const { call, clock, configure, create, DetectorId } = await openAdministered();
    await configure({
      AutoEnable: true,
      Features: [{ Name: 'S3_DATA_EVENTS', AutoEnable: 'NEW' }],
    });
    await create(MEMBER);
    const counted = async () =>
      (await call(DELEGATED, 'GetOrganizationStatistics', {})).OrganizationDetails;
    const before = await counted();
    expect(before?.UpdatedAt?.getTime()).toBe(clock.now());
    expect(before?.OrganizationStatistics).toMatchObject({
      TotalAccountsCount: 4,
      MemberAccountsCount: 2,
      ActiveAccountsCount: 2,
      EnabledAccountsCount: 2,
    });
    const features = before?.OrganizationStatistics?.CountByFeature;
    expect(features).toContainEqual({ Name: 'S3_DATA_EVENTS', EnabledAccountsCount: 2 });
    expect(features).toContainEqual({ Name: 'RDS_LOGIN_EVENTS', EnabledAccountsCount: 1 });
    await call(DELEGATED, 'StopMonitoringMembers', { DetectorId, AccountIds: [MEMBER] });
    const after = (await counted())?.OrganizationStatistics;
    expect(after).toMatchObject({ MemberAccountsCount: 2, EnabledAccountsCount: 1 });
    expect(after?.CountByFeature).toContainEqual({
      Name: 'S3_DATA_EVENTS',
      EnabledAccountsCount: 1,
    });
  });

  it('is there only where an administrator is', async () => {
    const { call } = await openOrganization();
    const counting = call(DELEGATED, 'GetOrganizationStatistics', {});
    expect((await refusalOf(counting)).message).toBe(ERROR_TEXTS.organizationPermission);
  });
});
