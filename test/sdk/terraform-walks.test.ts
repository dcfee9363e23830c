/**
 * The calls that Terraform's AWS provider makes for each of its GuardDuty resources, in its order:
 * create, wait, read, update, read again, delete, and the refusals by which it knows what is gone.
 * The provider itself is run by test/outside/terraform.test.ts, where it is there.
 */
import * as sdk from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ObjectServer } from '../../src/lists/testing.ts';
import { type OrganizationAccount, OrganizationServer } from './organization-server.ts';
import { enable, refusal, type TestAccount, VedetteServer } from './vedette-server.ts';

/** Texts that the provider looks for in a BadRequestException; each means something to it. */
const NOT_OWNED = 'The request is rejected because the input detectorId is not owned by the';
const NO_SUCH = 'The request is rejected since no such resource found.';
const INVALID = 'The request is rejected because the one or more input parameters have invalid';
const HAS_MEMBERS = 'cannot delete detector while it has invited or associated members';

const refusedWith = (text: string) => expect.stringMatching(`^BadRequestException: .*${text}`);

describe("the provider's calls for one account and a member", () => {
  let s3: ObjectServer;
  let server: VedetteServer;
  let account: TestAccount;
  let member: TestAccount;
  let guardduty: sdk.GuardDutyClient;
  let DetectorId: string;

  beforeAll(async () => {
    s3 = await ObjectServer.start();
    s3.objects.set('/lists/addresses.txt', '198.51.100.7\n');
    for (const path of ['/exports', '/exports/AWSLogs/']) s3.objects.set(path, '');
    server = await VedetteServer.start({ lists: { s3: s3.endpoint } });
    account = await server.account('111122223333');
    member = await server.account('444455556666');
    guardduty = account.guardduty;
    DetectorId = await enable(account);
  });
  afterAll(async () => {
    await server?.stop();
    await s3?.stop();
  });

  test('aws_guardduty_detector', async () => {
    const other = await server.account('123456789012');
    const client = other.guardduty;
    const made = await client.send(
      new sdk.CreateDetectorCommand({
        ...{ Enable: true, FindingPublishingFrequency: 'ONE_HOUR', Tags: { team: 'red' } },
        DataSources: { S3Logs: { Enable: false }, Kubernetes: { AuditLogs: { Enable: true } } },
      }),
    );
    const own = { DetectorId: made.DetectorId };
    const read = () => client.send(new sdk.GetDetectorCommand(own));
    expect(await read()).toMatchObject({
      Status: 'ENABLED',
      FindingPublishingFrequency: 'ONE_HOUR',
      Tags: { team: 'red' },
      DataSources: {
        S3Logs: { Status: 'DISABLED' },
        Kubernetes: { AuditLogs: { Status: 'ENABLED' } },
        MalwareProtection: { ScanEc2InstanceWithFindings: { EbsVolumes: { Status: 'ENABLED' } } },
      },
    });
    const ResourceArn = `arn:aws:guardduty:us-east-1:${other.accountId}:detector/${own.DetectorId}`;
    await client.send(new sdk.UntagResourceCommand({ ResourceArn, TagKeys: ['team'] }));
    await client.send(new sdk.TagResourceCommand({ ResourceArn, Tags: { team: 'blue' } }));
    await client.send(
      new sdk.UpdateDetectorCommand({
        ...{ ...own, Enable: false, FindingPublishingFrequency: 'FIFTEEN_MINUTES' },
        DataSources: { S3Logs: { Enable: true } },
      }),
    );
    expect(await read()).toMatchObject({
      ...{ Status: 'DISABLED', FindingPublishingFrequency: 'FIFTEEN_MINUTES' },
      ...{ Tags: { team: 'blue' }, DataSources: { S3Logs: { Status: 'ENABLED' } } },
    });
    await client.send(new sdk.DeleteDetectorCommand(own));
    expect(await refusal(read())).toEqual(refusedWith(NOT_OWNED));
    const again = client.send(new sdk.DeleteDetectorCommand(own));
    expect(await refusal(again)).toEqual(refusedWith(NOT_OWNED));
  });

  test('aws_guardduty_detector_feature', async () => {
    const Name = 'RUNTIME_MONITORING';
    const parts = ['EKS_ADDON_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT', 'EC2_AGENT_MANAGEMENT'];
    for (const Status of ['ENABLED', 'DISABLED'] as const) {
      const AdditionalConfiguration = parts.map(
        (part) => ({ Name: part, Status }) as sdk.DetectorAdditionalConfiguration,
      );
      const Features = [{ Name, Status, AdditionalConfiguration }] as const;
      const put = { DetectorId, Features: [...Features] };
      await guardduty.send(new sdk.UpdateDetectorCommand(put));
      const read = await guardduty.send(new sdk.GetDetectorCommand({ DetectorId }));
      const found = read.Features?.find((feature) => feature.Name === Name);
      expect(found).toMatchObject({ Status, AdditionalConfiguration });
    }
  });

  test('aws_guardduty_filter', async () => {
    const FilterName = 'quiet';
    const FindingCriteria = {
      Criterion: {
        region: { Equals: ['us-east-1'] },
        severity: { GreaterThanOrEqual: 4 },
        updatedAt: { GreaterThan: 1_577_836_800_000, LessThan: 1_580_515_200_000 },
      },
    };
    const given = { DetectorId, FindingCriteria, Rank: 1, Description: 'Less' };
    const made = await guardduty.send(
      new sdk.CreateFilterCommand({ ...given, Name: FilterName, Action: 'ARCHIVE' }),
    );
    expect(made.Name).toBe(FilterName);
    const read = () => guardduty.send(new sdk.GetFilterCommand({ DetectorId, FilterName }));
    const { FindingCriteria: criteria, ...rest } = await read();
    expect(rest).toMatchObject({ Name: FilterName, Action: 'ARCHIVE', Rank: 1, Tags: {} });
    expect(criteria?.Criterion).toMatchObject(FindingCriteria.Criterion);
    const update = new sdk.UpdateFilterCommand({ ...given, FilterName, Action: 'NOOP' });
    await guardduty.send(update);
    expect(await read()).toMatchObject({ Action: 'NOOP', Description: 'Less' });
    await guardduty.send(new sdk.DeleteFilterCommand({ DetectorId, FilterName }));
    expect(await refusal(read())).toEqual(refusedWith(NO_SUCH));
    const again = guardduty.send(new sdk.DeleteFilterCommand({ DetectorId, FilterName }));
    expect(await refusal(again)).toEqual(refusedWith(NO_SUCH));
  });

  const list = {
    Format: 'TXT' as const,
    Location: 'https://s3.amazonaws.com/lists/addresses.txt',
  };

  test('aws_guardduty_ipset', async () => {
    const given = { ...list, DetectorId, Name: 'office', Activate: true };
    const { IpSetId } = await guardduty.send(new sdk.CreateIPSetCommand(given));
    const read = () => guardduty.send(new sdk.GetIPSetCommand({ DetectorId, IpSetId }));
    await expect.poll(async () => (await read()).Status).toBe('ACTIVE');
    expect(await read()).toMatchObject({ ...list, Name: 'office', Tags: {} });
    const change = { DetectorId, IpSetId, Name: 'offices', Activate: false };
    await guardduty.send(new sdk.UpdateIPSetCommand({ ...change, Location: list.Location }));
    await expect.poll(async () => (await read()).Status).toBe('INACTIVE');
    expect((await read()).Name).toBe('offices');
    await guardduty.send(new sdk.DeleteIPSetCommand({ DetectorId, IpSetId }));
    await expect.poll(async () => (await read()).Status).toBe('DELETED');
  });

  test('aws_guardduty_threatintelset', async () => {
    const given = { ...list, DetectorId, Name: 'feed', Activate: true };
    const { ThreatIntelSetId } = await guardduty.send(new sdk.CreateThreatIntelSetCommand(given));
    const one = { DetectorId, ThreatIntelSetId };
    const read = () => guardduty.send(new sdk.GetThreatIntelSetCommand(one));
    await expect.poll(async () => (await read()).Status).toBe('ACTIVE');
    await guardduty.send(new sdk.UpdateThreatIntelSetCommand({ ...one, Name: 'feeds' }));
    expect(await read()).toMatchObject({ ...list, Name: 'feeds' });
    await guardduty.send(new sdk.DeleteThreatIntelSetCommand(one));
    await expect.poll(async () => (await read()).Status).toBe('DELETED');
    const never = { DetectorId, ThreatIntelSetId: '0'.repeat(32) };
    const strange = guardduty.send(new sdk.DeleteThreatIntelSetCommand(never));
    expect(await refusal(strange)).toEqual(refusedWith(NO_SUCH));
  });

  test('aws_guardduty_publishing_destination', async () => {
    const KmsKeyArn = 'arn:aws:kms:us-east-1:111122223333:key/84cee9c5-dea1-401a-ab6d-e1de70000000';
    const DestinationProperties = { DestinationArn: 'arn:aws:s3:::exports', KmsKeyArn };
    const given = { DetectorId, DestinationType: 'S3' as const, DestinationProperties };
    const made = await guardduty.send(new sdk.CreatePublishingDestinationCommand(given));
    const one = { DetectorId, DestinationId: made.DestinationId };
    const read = () => guardduty.send(new sdk.DescribePublishingDestinationCommand(one));
    await expect.poll(async () => (await read()).Status).toBe('PUBLISHING');
    const changed = {
      ...DestinationProperties,
      KmsKeyArn: KmsKeyArn.replace('84cee9c5', '94cee9c5'),
    };
    await guardduty.send(
      new sdk.UpdatePublishingDestinationCommand({ ...one, DestinationProperties: changed }),
    );
    expect(await read()).toMatchObject({ DestinationType: 'S3', DestinationProperties: changed });
    await guardduty.send(new sdk.DeletePublishingDestinationCommand(one));
    expect(await refusal(read())).toEqual(refusedWith(INVALID));
    const again = guardduty.send(new sdk.DeletePublishingDestinationCommand(one));
    expect(await refusal(again)).toMatch(/^BadRequestException: /);
  });

  test('aws_guardduty_malware_protection_plan', async () => {
    const Role = `arn:aws:iam::${account.accountId}:role/scans`;
    const bucket = (ObjectPrefixes: string[]) => ({
      S3Bucket: { BucketName: 'uploads', ObjectPrefixes },
    });
    const actions = (Status: 'ENABLED' | 'DISABLED') => ({ Tagging: { Status } });
    const { MalwareProtectionPlanId } = await guardduty.send(
      new sdk.CreateMalwareProtectionPlanCommand({
        ...{ Role, ProtectedResource: bucket(['in/']), Actions: actions('ENABLED') },
      }),
    );
    const one = { MalwareProtectionPlanId };
    const read = () => guardduty.send(new sdk.GetMalwareProtectionPlanCommand(one));
    const { Arn, ...rest } = await read();
    expect(rest).toMatchObject({ Role, Actions: actions('ENABLED'), CreatedAt: expect.any(Date) });
    const tags = await guardduty.send(new sdk.ListTagsForResourceCommand({ ResourceArn: Arn }));
    expect(tags.Tags).toEqual({});
    await guardduty.send(
      new sdk.UpdateMalwareProtectionPlanCommand({
        ...{ ...one, Role, ProtectedResource: { S3Bucket: { ObjectPrefixes: ['in/', 'more/'] } } },
        Actions: actions('DISABLED'),
      }),
    );
    expect(await read()).toMatchObject({
      ProtectedResource: bucket(['in/', 'more/']),
      Actions: actions('DISABLED'),
    });
    await guardduty.send(new sdk.DeleteMalwareProtectionPlanCommand(one));
    expect(await refusal(read())).toMatch(/^ResourceNotFoundException: /);
    const again = guardduty.send(new sdk.DeleteMalwareProtectionPlanCommand(one));
    expect(await refusal(again)).toMatch(/^ResourceNotFoundException: /);
  });

  test('aws_guardduty_member, aws_guardduty_invite_accepter', async () => {
    const AccountIds = [member.accountId];
    const one = { DetectorId, AccountIds };
    const AccountDetails = [{ AccountId: member.accountId, Email: member.email }];
    const read = async () => {
      const { Members } = await guardduty.send(new sdk.GetMembersCommand(one));
      return Members?.map(({ RelationshipStatus }) => RelationshipStatus);
    };
    const create = new sdk.CreateMembersCommand({ DetectorId, AccountDetails });
    const inviteIt = new sdk.InviteMembersCommand({ ...one, DisableEmailNotification: true });
    await guardduty.send(create);
    expect(await read()).toEqual(['Created']);
    expect((await guardduty.send(inviteIt)).UnprocessedAccounts).toEqual([]);
    await expect.poll(read).toEqual(['Invited']);
    // invite = false, and true again.
    await guardduty.send(new sdk.DisassociateMembersCommand(one));
    expect(await read()).toEqual(['Removed']);
    await guardduty.send(new sdk.DeleteMembersCommand(one));
    expect(await read()).toEqual([]);
    await guardduty.send(create);
    await guardduty.send(inviteIt);

    const theirs = { DetectorId: await enable(member) };
    const { Invitations } = await member.guardduty.send(new sdk.ListInvitationsCommand({}));
    const invitation = Invitations?.find(({ AccountId }) => AccountId === account.accountId);
    await member.guardduty.send(
      new sdk.AcceptInvitationCommand({
        ...{ ...theirs, MasterId: account.accountId, InvitationId: invitation?.InvitationId },
      }),
    );
    const readMaster = () => member.guardduty.send(new sdk.GetMasterAccountCommand(theirs));
    expect((await readMaster()).Master?.AccountId).toBe(account.accountId);
    // Whoever deletes the detector first is told in words that the provider waits on.
    const early = guardduty.send(new sdk.DeleteDetectorCommand({ DetectorId }));
    expect(await refusal(early)).toContain(HAS_MEMBERS);
    const leave = new sdk.DisassociateFromMasterAccountCommand(theirs);
    await member.guardduty.send(leave);
    await member.guardduty.send(new sdk.DeleteDetectorCommand(theirs));
    expect(await refusal(readMaster())).toEqual(refusedWith(NOT_OWNED));
    await guardduty.send(new sdk.DeleteMembersCommand(one));
    await guardduty.send(new sdk.DeleteDetectorCommand({ DetectorId }));
    expect(await refusal(read())).toEqual(refusedWith(NOT_OWNED));
  });
});

describe("the provider's calls for an organisation", () => {
  let server: OrganizationServer;
  let delegate: OrganizationAccount;
  let subsidiary: OrganizationAccount;
  let DetectorId: string;

  beforeAll(async () => {
    server = await OrganizationServer.start();
    delegate = await server.account('delegate');
    subsidiary = await server.account('subsidiary');
    const made = await delegate.guardduty.send(new sdk.CreateDetectorCommand({ Enable: true }));
    DetectorId = made.DetectorId ?? '';
  });
  afterAll(() => server?.stop());

  const describeIt = () =>
    delegate.guardduty.send(new sdk.DescribeOrganizationConfigurationCommand({ DetectorId }));
  const put = (input: Partial<sdk.UpdateOrganizationConfigurationRequest>) =>
    delegate.guardduty.send(
      new sdk.UpdateOrganizationConfigurationCommand({ DetectorId, ...input }),
    );
  const administrators = async () => {
    const list = new sdk.ListOrganizationAdminAccountsCommand({});
    return (await server.management.guardduty.send(list)).AdminAccounts;
  };
  const AdminAccountId = () => delegate.accountId;

  test('aws_guardduty_organization_admin_account', async () => {
    expect(await refusal(describeIt())).toMatch(/^BadRequestException: /);
    await server.management.guardduty.send(
      new sdk.EnableOrganizationAdminAccountCommand({ AdminAccountId: AdminAccountId() }),
    );
    expect(await administrators()).toEqual([
      { AdminAccountId: delegate.accountId, AdminStatus: 'ENABLED' },
    ]);
  });

  test('aws_guardduty_organization_configuration and its features', async () => {
    await put({ AutoEnableOrganizationMembers: 'NEW' });
    expect(await describeIt()).toMatchObject({
      ...{
        AutoEnable: true,
        AutoEnableOrganizationMembers: 'NEW',
        MemberAccountLimitReached: false,
      },
    });
    // A feature is read, put with what is in force for members, and read again.
    for (const AutoEnable of ['NEW', 'NONE'] as const) {
      const { AutoEnableOrganizationMembers } = await describeIt();
      const parts = [{ Name: 'EKS_ADDON_MANAGEMENT', AutoEnable }] as const;
      const feature = { Name: 'RUNTIME_MONITORING', AutoEnable: 'NEW' } as const;
      const Features = [{ ...feature, AdditionalConfiguration: [...parts] }];
      await put({ AutoEnableOrganizationMembers, Features });
      const read = (await describeIt()).Features?.find(({ Name }) => Name === feature.Name);
      expect(read).toMatchObject(feature);
      expect(read?.AdditionalConfiguration).toEqual(expect.arrayContaining([...parts]));
    }
    await put({ AutoEnableOrganizationMembers: 'NONE' });
    expect(await describeIt()).toMatchObject({ AutoEnable: false });
  });

  test('aws_guardduty_member_detector_feature', async () => {
    const { accountId: AccountId, email: Email } = subsidiary;
    const one = { DetectorId, AccountIds: [AccountId] };
    const AccountDetails = [{ AccountId, Email }];
    await delegate.guardduty.send(new sdk.CreateMembersCommand({ DetectorId, AccountDetails }));
    const { Members } = await delegate.guardduty.send(new sdk.GetMembersCommand(one));
    expect(Members?.[0]?.RelationshipStatus).toBe('Enabled');
    for (const Status of ['DISABLED', 'ENABLED'] as const) {
      const Features = [{ Name: 'S3_DATA_EVENTS' as const, Status }];
      const answer = await delegate.guardduty.send(
        new sdk.UpdateMemberDetectorsCommand({ ...one, Features }),
      );
      expect(answer.UnprocessedAccounts).toEqual([]);
      const read = await delegate.guardduty.send(new sdk.GetMemberDetectorsCommand(one));
      const features = read.MemberDataSourceConfigurations?.[0]?.Features;
      expect(features?.find(({ Name }) => Name === 'S3_DATA_EVENTS')?.Status).toBe(Status);
    }
  });

  test('the delegated administrator is taken back, and its detector deleted', async () => {
    const disable = new sdk.DisableOrganizationAdminAccountCommand({
      AdminAccountId: AdminAccountId(),
    });
    await server.management.guardduty.send(disable);
    await expect.poll(administrators).toEqual([]);
    await delegate.guardduty.send(new sdk.DeleteDetectorCommand({ DetectorId }));
    expect(await refusal(describeIt())).toEqual(refusedWith(NOT_OWNED));
  });
});
