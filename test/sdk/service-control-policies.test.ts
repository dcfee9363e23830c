/** What an organisation's service control policies keep its members from, seen by AWS's clients. */
import * as sdk from '@aws-sdk/client-guardduty';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import * as org from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wireServices } from '../../src/api/wire/wire-services.ts';
import { guardDutyTable } from '../../src/operations/guardduty/index.ts';
import { exampleInput } from '../stories/example-input.ts';
import { allow, assume, document, type Key, refused, trust } from './iam-account.ts';
import { type OrganizationAccount, OrganizationServer } from './organization-server.ts';

/** As organisations write it: every action of GuardDuty that writes, but for the named roles. */
const writes = Object.values(guardDutyTable)
  .filter((operation) => 'writes' in operation && operation.writes)
  .map(({ name }) => name);
const exempt = ['admin-role', 'stacksets-exec-0123456789abcdef', 'GuardDutyLambdaRole'];
const guard = document({
  Sid: 'DenyGuardDuty',
  Effect: 'Deny',
  Action: writes.map((name) => `guardduty:${name}`),
  Resource: '*',
  Condition: {
    ArnNotLike: {
      'aws:PrincipalARN': [
        'arn:*:iam::*:role/stacksets-exec-*',
        'arn:*:iam::*:role/admin-role',
        'arn:*:iam::*:role/GuardDutyLambdaRole',
      ],
    },
  },
});

/** Where the wire table wants more than text: of the form of an account, a detector, a resource. */
const DetectorId = '0123456789abcdef0123456789abcdef';
const known = {
  AccountId: '111122223333',
  DetectorId,
  Email: 'a@example.com',
  ResourceArn: `arn:aws:guardduty:us-east-1:111122223333:detector/${DetectorId}`,
};

describe('a member under a policy that denies what writes', () => {
  let server: OrganizationServer;
  let member: OrganizationAccount;
  let organizations: org.OrganizationsClient;
  let unit: string;
  let PolicyId: string;

  beforeAll(async () => {
    server = await OrganizationServer.start();
    organizations = new org.OrganizationsClient(settings(server.management.caller.credentials));
    const { Roots } = await organizations.send(new org.ListRootsCommand({}));
    const RootId = Roots?.[0]?.Id ?? '';
    const PolicyType = 'SERVICE_CONTROL_POLICY';
    await organizations.send(new org.EnablePolicyTypeCommand({ RootId, PolicyType }));
    const { OrganizationalUnit } = await organizations.send(
      new org.CreateOrganizationalUnitCommand({ ParentId: RootId, Name: 'guarded' }),
    );
    unit = OrganizationalUnit?.Id ?? '';
    member = await server.account('member');
    for (const RoleName of [...exempt, 'admin-role-2']) await makeRole(RoleName);
    await organizations.send(
      new org.MoveAccountCommand({
        AccountId: member.accountId,
        SourceParentId: RootId,
        DestinationParentId: unit,
      }),
    );
    const named = { Name: 'guard', Description: 'keeps GuardDuty on' };
    const { Policy } = await organizations.send(
      new org.CreatePolicyCommand({ ...named, Type: PolicyType, Content: guard }),
    );
    PolicyId = Policy?.PolicySummary?.Id ?? '';
    await organizations.send(new org.AttachPolicyCommand({ PolicyId, TargetId: unit }));
  });
  afterAll(() => server?.stop());

  const settings = (credentials: Key) => ({
    endpoint: server.vedette.url,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
  });

  async function makeRole(RoleName: string): Promise<void> {
    const client = new IAMClient(settings(member.caller.credentials));
    const AssumeRolePolicyDocument = trust({ AWS: server.management.accountId });
    await client.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    const PolicyDocument = document(allow('guardduty:*', 'iam:*'));
    await client.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }));
  }

  async function as(roleName: string): Promise<sdk.GuardDutyClient> {
    const sts = new STSClient(settings(server.management.caller.credentials));
    const key = await assume(sts, `arn:aws:iam::${member.accountId}:role/${roleName}`);
    return new sdk.GuardDutyClient(settings(key));
  }

  test.each(writes)('may not %s', async (name) => {
    const Command = (sdk as unknown as Record<string, new (input: object) => never>)[
      `${name}Command`
    ];
    if (Command === undefined) throw new Error(`the SDK has no ${name}`);
    const input = exampleInput(wireServices.guardduty, name, known);
    const answer = await refused(member.guardduty.send(new Command(input)));
    expect(answer).toContain('403 AccessDeniedException: User: arn:aws:sts::');
    expect(answer).toContain(`is not authorized to perform: guardduty:${name} on resource: `);
    expect(answer).toMatch(/ with an explicit deny in a service control policy$/);
  });

  test('may still read, and lets the exempt roles write', async () => {
    expect(await refused(member.guardduty.send(new sdk.ListDetectorsCommand({})))).toBe(
      'not refused',
    );
    const other = await as('admin-role-2');
    const create = () => new sdk.CreateDetectorCommand({ Enable: true });
    expect(await refused(other.send(create()))).toContain('explicit deny');
    for (const name of exempt) {
      const client = await as(name);
      const { DetectorId } = await client.send(create());
      await client.send(new sdk.UpdateDetectorCommand({ DetectorId, Enable: false }));
      await client.send(new sdk.DeleteDetectorCommand({ DetectorId }));
    }
  });

  test('never the management account', async () => {
    const { guardduty } = server.management;
    const TargetId = server.management.accountId;
    await organizations.send(new org.AttachPolicyCommand({ PolicyId, TargetId }));
    const { DetectorId } = await guardduty.send(new sdk.CreateDetectorCommand({ Enable: true }));
    await guardduty.send(new sdk.DeleteDetectorCommand({ DetectorId }));
  });

  test('writes again at once when the policy is detached', async () => {
    await organizations.send(new org.DetachPolicyCommand({ PolicyId, TargetId: unit }));
    const { DetectorId } = await member.guardduty.send(
      new sdk.CreateDetectorCommand({ Enable: true }),
    );
    await member.guardduty.send(new sdk.DeleteDetectorCommand({ DetectorId }));
    await organizations.send(new org.AttachPolicyCommand({ PolicyId, TargetId: unit }));
    expect(
      await refused(member.guardduty.send(new sdk.CreateDetectorCommand({ Enable: true }))),
    ).toContain('service control policy');
  });
});
