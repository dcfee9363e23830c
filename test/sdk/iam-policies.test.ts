/** Managed policies, their versions and who uses them, as a client of AWS sees them. */
import * as iam from '@aws-sdk/client-iam';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { allow, document, iamOf, refused, trust } from './iam-account.ts';
import { type TestAccount, VedetteServer } from './vedette-server.ts';

const FULL_ACCESS = 'arn:aws:iam::aws:policy/AmazonGuardDutyFullAccess';
const first = document(allow('guardduty:List*'));
const second = document(allow('guardduty:Get*'));

describe('managed policies', () => {
  let server: VedetteServer;
  let account: TestAccount;
  let root: iam.IAMClient;
  let accounts = 0;
  beforeAll(async () => {
    server = await VedetteServer.start();
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    accounts += 1;
    account = await server.account(`1111222244${accounts + 10}`);
    root = iamOf(account);
  });

  async function made(PolicyName: string, PolicyDocument = first): Promise<string> {
    const input = { PolicyName, PolicyDocument, Path: '/team/', Description: 'what it is for' };
    const { Policy } = await root.send(new iam.CreatePolicyCommand(input));
    return Policy?.Arn ?? '';
  }

  async function documentOf(PolicyArn: string, VersionId: string): Promise<string> {
    const asked = new iam.GetPolicyVersionCommand({ PolicyArn, VersionId });
    return decodeURIComponent((await root.send(asked)).PolicyVersion?.Document ?? '');
  }

  test('CreatePolicy, GetPolicy, GetPolicyVersion: a policy and its document', async () => {
    const PolicyArn = await made('Readers');
    expect(PolicyArn).toBe(`arn:aws:iam::${account.accountId}:policy/team/Readers`);
    const { Policy } = await root.send(new iam.GetPolicyCommand({ PolicyArn }));
    expect(Policy).toMatchObject({
      PolicyName: 'Readers',
      Path: '/team/',
      DefaultVersionId: 'v1',
      AttachmentCount: 0,
      Description: 'what it is for',
    });
    expect(await documentOf(PolicyArn, 'v1')).toBe(first);
    expect(await refused(made('readers'))).toBe(
      '409 EntityAlreadyExistsException: A policy called readers already exists. Duplicate names ' +
        'are not allowed.',
    );
    expect(await refused(made('Bad', '{"Version":"2012-10-17","Statement":[]}'))).toContain(
      '400 MalformedPolicyDocumentException',
    );
    const other = iamOf(await server.account('999999999990'));
    expect(await refused(other.send(new iam.GetPolicyCommand({ PolicyArn })))).toBe(
      `404 NoSuchEntityException: Policy ${PolicyArn} was not found.`,
    );
  });

  test('CreatePolicyVersion, DeletePolicyVersion: up to five versions', async () => {
    const PolicyArn = await made('Readers');
    const add = (SetAsDefault?: boolean) =>
      root.send(
        new iam.CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: second, SetAsDefault }),
      );
    expect((await add(true)).PolicyVersion).toMatchObject({
      VersionId: 'v2',
      IsDefaultVersion: true,
    });
    expect(await documentOf(PolicyArn, 'v2')).toBe(second);
    for (let n = 3; n <= 5; n += 1) await add();
    expect(await refused(add())).toContain(
      '409 LimitExceededException: A managed policy can have up to 5 versions.',
    );
    const remove = (VersionId: string) =>
      root.send(new iam.DeletePolicyVersionCommand({ PolicyArn, VersionId }));
    expect(await refused(remove('v2'))).toBe(
      '409 DeleteConflictException: Cannot delete the default version of a policy.',
    );
    await remove('v5');
    expect((await add()).PolicyVersion?.VersionId).toBe('v6');
    expect(await refused(documentOf(PolicyArn, 'v5'))).toBe(
      `404 NoSuchEntityException: Policy ${PolicyArn} version v5 does not exist or is not ` +
        'attachable.',
    );
  });

  test('ListPolicyVersions, SetDefaultPolicyVersion: which is in force', async () => {
    const PolicyArn = await made('Readers');
    const added = { PolicyArn, PolicyDocument: second, SetAsDefault: true };
    await root.send(new iam.CreatePolicyVersionCommand(added));
    const versions = async () => {
      const { Versions } = await root.send(new iam.ListPolicyVersionsCommand({ PolicyArn }));
      return Versions?.map((one) => [one.VersionId, one.IsDefaultVersion]);
    };
    expect(await versions()).toEqual([
      ['v2', true],
      ['v1', false],
    ]);
    await root.send(new iam.SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
    expect(await versions()).toEqual([
      ['v2', false],
      ['v1', true],
    ]);
  });

  test('AttachUserPolicy, DetachUserPolicy, DeletePolicy: a policy in use', async () => {
    const PolicyArn = await made('Readers');
    const PermissionsBoundary = PolicyArn;
    await root.send(new iam.CreateUserCommand({ UserName: 'alice' }));
    await root.send(new iam.CreateUserCommand({ UserName: 'bob', PermissionsBoundary }));
    const attachment = { UserName: 'alice', PolicyArn };
    await root.send(new iam.AttachUserPolicyCommand(attachment));
    await root.send(new iam.AttachUserPolicyCommand(attachment));
    const list = () => root.send(new iam.ListAttachedUserPoliciesCommand({ UserName: 'alice' }));
    expect((await list()).AttachedPolicies).toEqual([{ PolicyName: 'Readers', PolicyArn }]);
    const { Policy } = await root.send(new iam.GetPolicyCommand({ PolicyArn }));
    expect(Policy).toMatchObject({ AttachmentCount: 1, PermissionsBoundaryUsageCount: 1 });
    const remove = () => root.send(new iam.DeletePolicyCommand({ PolicyArn }));
    expect(await refused(remove())).toBe(
      '409 DeleteConflictException: Cannot delete a policy attached to entities.',
    );
    await root.send(new iam.DetachUserPolicyCommand(attachment));
    await root.send(new iam.DeleteUserPermissionsBoundaryCommand({ UserName: 'bob' }));
    expect((await list()).AttachedPolicies).toEqual([]);
    expect(await refused(root.send(new iam.DetachUserPolicyCommand(attachment)))).toContain('404');
    await remove();
    expect(await refused(root.send(new iam.AttachUserPolicyCommand(attachment)))).toBe(
      `404 NoSuchEntityException: Policy ${PolicyArn} does not exist or is not attachable.`,
    );
  });

  test('ListAttachedUserPolicies, ListEntitiesForPolicy: both sides', async () => {
    const PolicyArn = await made('Readers');
    const PermissionsBoundary = PolicyArn;
    await root.send(new iam.CreateUserCommand({ UserName: 'alice' }));
    await root.send(new iam.CreateUserCommand({ UserName: 'bob', PermissionsBoundary }));
    for (const arn of [PolicyArn, FULL_ACCESS]) {
      await root.send(new iam.AttachUserPolicyCommand({ UserName: 'alice', PolicyArn: arn }));
    }
    const attached = async (PathPrefix?: string) => {
      const asked = new iam.ListAttachedUserPoliciesCommand({ UserName: 'alice', PathPrefix });
      return (await root.send(asked)).AttachedPolicies?.map((policy) => policy.PolicyArn);
    };
    expect(await attached()).toEqual([PolicyArn, FULL_ACCESS]);
    expect(await attached('/team/')).toEqual([PolicyArn]);
    const users = async (PolicyUsageFilter?: iam.PolicyUsageType) => {
      const asked = new iam.ListEntitiesForPolicyCommand({ PolicyArn, PolicyUsageFilter });
      return (await root.send(asked)).PolicyUsers?.map((user) => user.UserName);
    };
    expect(await users()).toEqual(['alice', 'bob']);
    expect(await users('PermissionsBoundary')).toEqual(['bob']);
  });

  test('ListPolicies: AWS’s and own', async () => {
    const own = await made('Readers');
    const names = async (input: iam.ListPoliciesCommandInput) => {
      const found: (string | undefined)[] = [];
      for await (const page of iam.paginateListPolicies({ client: root, pageSize: 2 }, input)) {
        found.push(...(page.Policies ?? []).map((policy) => policy.Arn));
      }
      return found;
    };
    expect(await names({ Scope: 'Local' })).toEqual([own]);
    const aws = await names({ Scope: 'AWS' });
    for (const name of ['AmazonGuardDutyFullAccess', 'AmazonGuardDutyFullAccess_v2']) {
      expect(aws).toContain(`arn:aws:iam::aws:policy/${name}`);
    }
    expect(await names({})).toEqual([own, ...aws]);
    await root.send(new iam.CreateUserCommand({ UserName: 'alice' }));
    const attachment = { UserName: 'alice', PolicyArn: FULL_ACCESS };
    await root.send(new iam.AttachUserPolicyCommand(attachment));
    expect(await names({ OnlyAttached: true })).toEqual([FULL_ACCESS]);
  });

  test('AttachRolePolicy, ListAttachedRolePolicies, DetachRolePolicy: roles', async () => {
    const AssumeRolePolicyDocument = trust({ Service: 'ec2.amazonaws.com' });
    const RoleName = 'Hosts';
    await root.send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    await root.send(new iam.AttachRolePolicyCommand({ RoleName, PolicyArn: FULL_ACCESS }));
    const list = () => root.send(new iam.ListAttachedRolePoliciesCommand({ RoleName }));
    expect((await list()).AttachedPolicies?.[0]?.PolicyName).toBe('AmazonGuardDutyFullAccess');
    await root.send(new iam.DetachRolePolicyCommand({ RoleName, PolicyArn: FULL_ACCESS }));
    expect((await list()).AttachedPolicies).toEqual([]);
  });

  test('of AWS cannot be changed', async () => {
    const version = { PolicyArn: FULL_ACCESS, PolicyDocument: first };
    expect(await refused(root.send(new iam.CreatePolicyVersionCommand(version)))).toContain(
      '403 AccessDenied',
    );
    const remove = root.send(new iam.DeletePolicyCommand({ PolicyArn: FULL_ACCESS }));
    expect(await refused(remove)).toContain('403 AccessDenied');
    const found = JSON.parse(await documentOf(FULL_ACCESS, 'v1'));
    expect(found.Statement[0]).toMatchObject({ Effect: 'Allow', Action: 'guardduty:*' });
  });
});
