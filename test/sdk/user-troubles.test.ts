/** Troubles that users met with GuardDuty and that they do not meet here; see the reference. */
import * as sdk from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OrganizationAccount, OrganizationServer } from './organization-server.ts';

const FEATURES = [
  'S3_DATA_EVENTS',
  'EKS_AUDIT_LOGS',
  'EBS_MALWARE_PROTECTION',
  'RDS_LOGIN_EVENTS',
  'LAMBDA_NETWORK_LOGS',
] as const;

describe('an organisation with a delegated administrator', () => {
  let server: OrganizationServer;
  let delegate: OrganizationAccount;
  let DetectorId: string;

  beforeAll(async () => {
    server = await OrganizationServer.start();
    delegate = await server.account('delegate');
    const made = await delegate.guardduty.send(new sdk.CreateDetectorCommand({ Enable: true }));
    DetectorId = made.DetectorId ?? '';
    await server.management.guardduty.send(
      new sdk.EnableOrganizationAdminAccountCommand({ AdminAccountId: delegate.accountId }),
    );
  });
  afterAll(() => server?.stop());

  async function addMember(name: string): Promise<OrganizationAccount> {
    const member = await server.account(name);
    const AccountDetails = [{ AccountId: member.accountId, Email: member.email }];
    await delegate.guardduty.send(new sdk.CreateMembersCommand({ DetectorId, AccountDetails }));
    return member;
  }

  test('updates of features at the same time do not undo each other', async () => {
    await Promise.all(
      FEATURES.map((Name) =>
        delegate.guardduty.send(
          new sdk.UpdateOrganizationConfigurationCommand({
            ...{ DetectorId, AutoEnableOrganizationMembers: 'NONE' },
            Features: [{ Name, AutoEnable: 'NEW' }],
          }),
        ),
      ),
    );
    const describeIt = new sdk.DescribeOrganizationConfigurationCommand({ DetectorId });
    const { Features } = await delegate.guardduty.send(describeIt);
    const set = Features?.filter(({ AutoEnable }) => AutoEnable === 'NEW').map(({ Name }) => Name);
    expect(set).toEqual(expect.arrayContaining([...FEATURES]));
  });

  test("a member's features can be set in the moment after it joined", async () => {
    const { accountId, guardduty } = await addMember('joined');
    const answer = await delegate.guardduty.send(
      new sdk.UpdateMemberDetectorsCommand({
        ...{ DetectorId, AccountIds: [accountId] },
        Features: [{ Name: 'S3_DATA_EVENTS', Status: 'DISABLED' }],
      }),
    );
    expect(answer.UnprocessedAccounts).toEqual([]);
    const { DetectorIds } = await guardduty.send(new sdk.ListDetectorsCommand({}));
    const theirs = await guardduty.send(
      new sdk.GetDetectorCommand({ DetectorId: DetectorIds?.[0] }),
    );
    expect(theirs.DataSources?.S3Logs?.Status).toBe('DISABLED');
  });

  test('an invitation of a member of the organisation is refused, with the reason', async () => {
    const { accountId } = await addMember('invited');
    const { UnprocessedAccounts } = await delegate.guardduty.send(
      new sdk.InviteMembersCommand({ DetectorId, AccountIds: [accountId] }),
    );
    expect(UnprocessedAccounts).toEqual([
      { AccountId: accountId, Result: expect.stringMatching(/^The request is rejected because/) },
    ]);
  });

  test('samples can be told from the rest by criteria', async () => {
    await delegate.guardduty.send(
      new sdk.CreateSampleFindingsCommand({ DetectorId, FindingTypes: ['Recon:EC2/Portscan'] }),
    );
    const idsWhere = async (condition: sdk.Condition) => {
      const Criterion = { 'service.additionalInfo.sample': condition };
      const list = new sdk.ListFindingsCommand({ DetectorId, FindingCriteria: { Criterion } });
      return (await delegate.guardduty.send(list)).FindingIds;
    };
    expect(await idsWhere({ Equals: ['true'] })).toHaveLength(1);
    expect(await idsWhere({ NotEquals: ['true'] })).toEqual([]);
  });
});
