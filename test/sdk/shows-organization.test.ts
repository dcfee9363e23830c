/** GuardDuty of a whole organisation, as clients of AWS see it. */
import {
  CreateDetectorCommand,
  CreateMembersCommand,
  DeleteMembersCommand,
  DescribeOrganizationConfigurationCommand,
  DisableOrganizationAdminAccountCommand,
  DisassociateMembersCommand,
  EnableOrganizationAdminAccountCommand,
  GetCoverageStatisticsCommand,
  GetDetectorCommand,
  GetMemberDetectorsCommand,
  GetMembersCommand,
  GetOrganizationStatisticsCommand,
  GetRemainingFreeTrialDaysCommand,
  GetUsageStatisticsCommand,
  GuardDutyClient,
  ListCoverageCommand,
  ListMembersCommand,
  ListOrganizationAdminAccountsCommand,
  UpdateDetectorCommand,
  UpdateMemberDetectorsCommand,
  UpdateOrganizationConfigurationCommand,
} from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callVedette } from '../../src/cli/call-vedette.ts';
import { detectorOf, type OrganizationAccount, OrganizationServer } from './organization-server.ts';
import { refusal } from './vedette-server.ts';

describe('an organisation', () => {
  let server: OrganizationServer;
  let management: OrganizationAccount;
  let administrator: OrganizationAccount;
  let member: OrganizationAccount;
  let DetectorId: string;

  beforeAll(async () => {
    server = await OrganizationServer.start();
    management = server.management;
    administrator = await server.account('security');
    member = await server.account('member');
    const AdminAccountId = administrator.accountId;
    await management.guardduty.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId }));
    DetectorId = await detectorOf(administrator);
  });
  afterAll(() => server?.stop());

  /** The member, enrolled, whatever the tests before have left. */
  async function enrolled(account = member): Promise<string> {
    const AccountDetails = [{ AccountId: account.accountId, Email: account.email }];
    await administrator.guardduty.send(new CreateMembersCommand({ DetectorId, AccountDetails }));
    return detectorOf(account);
  }

  const statusOf = async (accountId: string): Promise<string | undefined> => {
    const asks = { DetectorId, AccountIds: [accountId] };
    const got = await administrator.guardduty.send(new GetMembersCommand(asks));
    return got.Members?.[0]?.RelationshipStatus;
  };

  test('shows EnableOrganizationAdminAccount, DisableOrganizationAdminAccount: back', async () => {
    const list = () => management.guardduty.send(new ListOrganizationAdminAccountsCommand({}));
    const AdminAccountId = administrator.accountId;
    const DISABLE = new DisableOrganizationAdminAccountCommand({ AdminAccountId });
    await management.guardduty.send(DISABLE);
    expect((await list()).AdminAccounts).toEqual([]);
    expect(await refusal(member.guardduty.send(DISABLE))).toBe(
      'BadRequestException: The request failed because you are not the master account for your ' +
        'AWS Organization.',
    );
    await management.guardduty.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId }));
    expect((await list()).AdminAccounts).toEqual([{ AdminAccountId, AdminStatus: 'ENABLED' }]);
    const other = new EnableOrganizationAdminAccountCommand({ AdminAccountId: member.accountId });
    expect(await refusal(management.guardduty.send(other))).toBe(
      'BadRequestException: The request failed because another account is already enabled as ' +
        'GuardDuty delegated administrator for the organization.',
    );
  });

  test('shows ListOrganizationAdminAccounts: in its Region only', async () => {
    const { endpoint, credentials } = management.caller;
    const settings = { endpoint: endpoint.origin, region: 'eu-west-1', credentials };
    const elsewhere = new GuardDutyClient(settings);
    const list = new ListOrganizationAdminAccountsCommand({});
    const admins = async () => [
      (await management.guardduty.send(list)).AdminAccounts,
      (await elsewhere.send(list)).AdminAccounts,
    ];
    const AdminAccountId = administrator.accountId;
    const enabled = [{ AdminAccountId, AdminStatus: 'ENABLED' }];
    expect(await admins()).toEqual([enabled, []]);
    await elsewhere.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId }));
    expect(await admins()).toEqual([enabled, enabled]);
    await elsewhere.send(new DisableOrganizationAdminAccountCommand({ AdminAccountId }));
    expect(await admins()).toEqual([enabled, []]);
  });

  test('shows UpdateOrganizationConfiguration, DescribeOrganizationConfiguration: on', async () => {
    const settings = {
      DetectorId,
      AutoEnableOrganizationMembers: 'NEW',
      Features: [{ Name: 'EKS_AUDIT_LOGS', AutoEnable: 'NEW' }],
    } as const;
    const { guardduty } = administrator;
    await guardduty.send(
      new UpdateOrganizationConfigurationCommand({ ...settings, Features: [...settings.Features] }),
    );
    const described = await guardduty.send(
      new DescribeOrganizationConfigurationCommand({ DetectorId }),
    );
    expect(described).toMatchObject({
      AutoEnable: true,
      AutoEnableOrganizationMembers: 'NEW',
      MemberAccountLimitReached: false,
      DataSources: { Kubernetes: { AuditLogs: { AutoEnable: true } } },
    });
    const newcomer = await server.account('newcomer');
    await expect.poll(() => statusOf(newcomer.accountId)).toBe('Enabled');
    const listed = await guardduty.send(new ListMembersCommand({ DetectorId }));
    expect(listed.Members?.map((one) => one.AccountId)).toContain(newcomer.accountId);
    const own = await newcomer.guardduty.send(
      new GetDetectorCommand({ DetectorId: await detectorOf(newcomer) }),
    );
    expect(own.DataSources?.Kubernetes?.AuditLogs?.Status).toBe('ENABLED');
    expect(own.DataSources?.S3Logs?.Status).toBe('DISABLED');
  });

  test('auto-enable for all reaches every account, and lets nobody go', async () => {
    const { guardduty } = administrator;
    const set = (AutoEnableOrganizationMembers: 'ALL' | 'NONE') =>
      guardduty.send(
        new UpdateOrganizationConfigurationCommand({ DetectorId, AutoEnableOrganizationMembers }),
      );
    await set('ALL');
    await expect.poll(() => statusOf(member.accountId)).toBe('Enabled');
    const AccountIds = [member.accountId];
    const asks = { DetectorId, AccountIds };
    const held = await guardduty.send(new DisassociateMembersCommand(asks));
    expect(held.UnprocessedAccounts).toHaveLength(1);
    const suspended = new UpdateDetectorCommand({
      DetectorId: await detectorOf(member),
      Enable: false,
    });
    expect(await refusal(member.guardduty.send(suspended))).toBe(
      'BadRequestException: The request is rejected because the caller is not authorized to call ' +
        'this API.',
    );
    await set('NONE');
    expect(
      (await guardduty.send(new DisassociateMembersCommand(asks))).UnprocessedAccounts,
    ).toEqual([]);
    await guardduty.send(new DeleteMembersCommand(asks));
    expect(await statusOf(member.accountId)).toBeUndefined();
  });

  test('shows GetOrganizationStatistics: one member more', async () => {
    const { guardduty } = administrator;
    const AccountIds = [member.accountId];
    const count = async () => {
      const got = await guardduty.send(new GetOrganizationStatisticsCommand({}));
      return got.OrganizationDetails?.OrganizationStatistics;
    };
    await enrolled();
    await guardduty.send(new DisassociateMembersCommand({ DetectorId, AccountIds }));
    const before = await count();
    await enrolled();
    const after = await count();
    expect((after?.MemberAccountsCount ?? 0) - (before?.MemberAccountsCount ?? 0)).toBe(1);
    expect(after?.TotalAccountsCount).toBe(before?.TotalAccountsCount);
  });

  test('shows GetMemberDetectors, UpdateMemberDetectors: a feature on and off', async () => {
    const { guardduty } = administrator;
    const memberDetector = await enrolled();
    const AccountIds = [member.accountId];
    for (const Status of ['ENABLED', 'DISABLED'] as const) {
      const Features = [{ Name: 'LAMBDA_NETWORK_LOGS' as const, Status }];
      await guardduty.send(new UpdateMemberDetectorsCommand({ DetectorId, AccountIds, Features }));
      const got = await guardduty.send(new GetMemberDetectorsCommand({ DetectorId, AccountIds }));
      const [shown] = got.MemberDataSourceConfigurations ?? [];
      expect(shown?.Features).toContainEqual(
        expect.objectContaining({ Name: 'LAMBDA_NETWORK_LOGS', Status }),
      );
      const own = await member.guardduty.send(
        new GetDetectorCommand({ DetectorId: memberDetector }),
      );
      expect(own.Features).toContainEqual(
        expect.objectContaining({ Name: 'LAMBDA_NETWORK_LOGS', Status }),
      );
    }
  });

  test('shows GetRemainingFreeTrialDays: a feature that is on for the first time', async () => {
    const { guardduty } = administrator;
    await enrolled();
    const AccountIds = [member.accountId];
    const asks = new GetRemainingFreeTrialDaysCommand({ DetectorId, AccountIds });
    const names = async () =>
      (await guardduty.send(asks)).Accounts?.[0]?.Features?.map((one) => one.Name);
    expect(await names()).not.toContain('EC2_RUNTIME_MONITORING');
    const Features = [{ Name: 'RUNTIME_MONITORING' as const, Status: 'ENABLED' as const }];
    await guardduty.send(new UpdateMemberDetectorsCommand({ DetectorId, AccountIds, Features }));
    expect(await names()).toContain('EC2_RUNTIME_MONITORING');
    const [account] = (await guardduty.send(asks)).Accounts ?? [];
    expect(account?.DataSources?.CloudTrail?.FreeTrialDaysRemaining).toBe(30);
  });

  test('shows GetUsageStatistics: of what a member has sent', async () => {
    await enrolled();
    const usage = async () => {
      const got = await administrator.guardduty.send(
        new GetUsageStatisticsCommand({
          DetectorId,
          UsageStatisticType: 'SUM_BY_ACCOUNT',
          UsageCriteria: { AccountIds: [member.accountId], Features: ['CLOUD_TRAIL'] },
          Unit: 'USD',
        }),
      );
      return got.UsageStatistics?.SumByAccount;
    };
    await member.guardduty.send(new GetDetectorCommand({ DetectorId: await detectorOf(member) }));
    const before = Number((await usage())?.[0]?.Total?.Amount ?? 0);
    const Records = Array.from({ length: 1000 }, (_, n) => recordOf(member.accountId, n));
    const body = Buffer.from(JSON.stringify({ Records }));
    const contentType = 'application/octet-stream';
    const sent = await callVedette(member.caller, { path: '/records', contentType, body });
    expect(sent.body).toMatchObject({ accepted: 1000 });
    const [sum] = (await usage()) ?? [];
    expect(sum?.AccountId).toBe(member.accountId);
    const grown = Number(sum?.Total?.Amount) - before;
    expect(grown).toBeGreaterThan(0.0039);
    expect(grown).toBeLessThan(0.0045);
  });

  test('shows ListCoverage, GetCoverageStatistics: no agent reports', async () => {
    const { guardduty } = administrator;
    await guardduty.send(new GetDetectorCommand({ DetectorId }));
    const listed = await guardduty.send(new ListCoverageCommand({ DetectorId }));
    expect(listed.Resources).toEqual([]);
    const StatisticsType = ['COUNT_BY_COVERAGE_STATUS' as const];
    const counted = await guardduty.send(
      new GetCoverageStatisticsCommand({ DetectorId, StatisticsType }),
    );
    expect(counted.CoverageStatistics).toEqual({ CountByCoverageStatus: {} });
  });

  test('the management account becomes a member once it uses GuardDuty', async () => {
    const AccountDetails = [{ AccountId: management.accountId, Email: management.email }];
    const create = new CreateMembersCommand({ DetectorId, AccountDetails });
    const early = await administrator.guardduty.send(create);
    expect(early.UnprocessedAccounts?.[0]?.Result).toBe(
      'Operation failed because your organization master must first enable GuardDuty to be added ' +
        'as a member',
    );
    await management.guardduty.send(new CreateDetectorCommand({ Enable: true }));
    await administrator.guardduty.send(create);
    expect(await statusOf(management.accountId)).toBe('Enabled');
  });
});

function recordOf(accountId: string, n: number): object {
  return {
    eventVersion: '1.10',
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    eventTime: '2026-01-01T00:00:00Z',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    awsRegion: 'us-east-1',
    recipientAccountId: accountId,
    sourceIPAddress: '198.51.100.7',
    userAgent: 'example',
    userIdentity: { type: 'IAMUser', accountId, userName: 'alice' },
  };
}
