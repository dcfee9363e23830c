/** Roles, service-linked ones and instance profiles, as a client of AWS sees them. */
import { CreateDetectorCommand, DeleteDetectorCommand } from '@aws-sdk/client-guardduty';
import * as iam from '@aws-sdk/client-iam';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { allow, document, iamOf, refused, trust } from './iam-account.ts';
import { type TestAccount, VedetteServer } from './vedette-server.ts';

const SERVICE = 'guardduty.amazonaws.com';
const LINKED = 'AWSServiceRoleForAmazonGuardDuty';
const AssumeRolePolicyDocument = trust({ Service: 'ec2.amazonaws.com' });

describe('roles', () => {
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
    account = await server.account(`1111222255${accounts + 10}`);
    root = iamOf(account);
  });

  const make = (RoleName: string, more: Partial<iam.CreateRoleCommandInput> = {}) =>
    root.send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, ...more }));
  const get = async (RoleName: string) =>
    (await root.send(new iam.GetRoleCommand({ RoleName }))).Role;

  test('CreateRole, GetRole, ListRoles, UpdateRole: a role and its changes', async () => {
    const more = { Path: '/hosts/', Description: 'of hosts', MaxSessionDuration: 7200 };
    const { Role: made } = await make('Hosts', more);
    expect(made?.Arn).toBe(`arn:aws:iam::${account.accountId}:role/hosts/Hosts`);
    expect(made?.RoleId).toMatch(/^AROA[A-Z2-7]{17}$/);
    const got = await get('Hosts');
    expect(got).toMatchObject(more);
    expect(decodeURIComponent(got?.AssumeRolePolicyDocument ?? '')).toBe(AssumeRolePolicyDocument);
    await root.send(new iam.UpdateRoleCommand({ RoleName: 'Hosts', MaxSessionDuration: 3600 }));
    const PolicyDocument = trust({ AWS: account.accountId });
    await root.send(new iam.UpdateAssumeRolePolicyCommand({ RoleName: 'Hosts', PolicyDocument }));
    const { Roles } = await root.send(new iam.ListRolesCommand({ PathPrefix: '/hosts/' }));
    expect(Roles).toMatchObject([{ MaxSessionDuration: 3600, Description: 'of hosts' }]);
    expect(decodeURIComponent(Roles?.[0]?.AssumeRolePolicyDocument ?? '')).toBe(PolicyDocument);
    expect(await refused(make('hosts'))).toBe(
      '409 EntityAlreadyExistsException: Role with name hosts already exists.',
    );
    expect(await refused(get('HOSTS'))).toContain('404 NoSuchEntityException: The role with name');
  });

  test('UpdateRoleDescription: a role described anew', async () => {
    await make('Hosts');
    const input = { RoleName: 'Hosts', Description: 'of some hosts' };
    await root.send(new iam.UpdateRoleDescriptionCommand(input));
    const { Role } = await root.send(new iam.GetRoleCommand({ RoleName: 'Hosts' }));
    expect(Role?.Description).toBe('of some hosts');
  });

  test('refuse trust in what is not there, and documents of another kind', async () => {
    const nobody = `arn:aws:iam::${account.accountId}:user/nobody`;
    for (const [policy, reason] of [
      [trust({ AWS: nobody }), `Invalid principal in policy: "AWS":"${nobody}"`],
      [trust({ AWS: '123456789012' }), 'Invalid principal in policy: "AWS":"123456789012"'],
      [document(allow('sts:AssumeRole')), ''],
      ['no JSON', ''],
    ] as const) {
      expect(await refused(make('Bad', { AssumeRolePolicyDocument: policy }))).toContain(
        `400 MalformedPolicyDocumentException: ${reason}`,
      );
    }
  });

  test('PutRolePolicy, GetRolePolicy, DeleteRolePolicy: documents of a role', async () => {
    await make('Hosts');
    const PolicyDocument = document(allow('guardduty:*'));
    const named = { RoleName: 'Hosts', PolicyName: 'all' };
    await root.send(new iam.PutRolePolicyCommand({ ...named, PolicyDocument }));
    const got = await root.send(new iam.GetRolePolicyCommand(named));
    expect(decodeURIComponent(got.PolicyDocument ?? '')).toBe(PolicyDocument);
    await root.send(new iam.DeleteRolePolicyCommand(named));
    expect(await refused(root.send(new iam.GetRolePolicyCommand(named)))).toBe(
      '404 NoSuchEntityException: The role policy with name all cannot be found.',
    );
  });

  test('ListRolePolicies, DeleteRole: a role goes after its policies', async () => {
    await make('Hosts');
    const PolicyDocument = document(allow('guardduty:*'));
    const named = { RoleName: 'Hosts', PolicyName: 'all' };
    await root.send(new iam.PutRolePolicyCommand({ ...named, PolicyDocument }));
    const listed = await root.send(new iam.ListRolePoliciesCommand({ RoleName: 'Hosts' }));
    expect(listed.PolicyNames).toEqual(['all']);
    const remove = () => root.send(new iam.DeleteRoleCommand({ RoleName: 'Hosts' }));
    expect(await refused(remove())).toBe(
      '409 DeleteConflictException: Cannot delete entity, must delete policies first.',
    );
    await root.send(new iam.DeleteRolePolicyCommand(named));
    await remove();
    expect(await refused(get('Hosts'))).toContain('404 NoSuchEntityException');
  });

  test('TagRole, UntagRole, ListRoleTags: tags of a role', async () => {
    await make('Hosts', { Tags: [{ Key: 'a', Value: '1' }] });
    const RoleName = 'Hosts';
    await root.send(new iam.TagRoleCommand({ RoleName, Tags: [{ Key: 'b', Value: '' }] }));
    await root.send(new iam.UntagRoleCommand({ RoleName, TagKeys: ['a'] }));
    const { Tags } = await root.send(new iam.ListRoleTagsCommand({ RoleName }));
    expect(Tags).toEqual([{ Key: 'b', Value: '' }]);
  });

  test('PutRolePermissionsBoundary, DeleteRolePermissionsBoundary: bounds', async () => {
    const RoleName = 'Hosts';
    await make(RoleName);
    const PermissionsBoundary = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    const bound = { RoleName, PermissionsBoundary };
    await root.send(new iam.PutRolePermissionsBoundaryCommand(bound));
    expect((await get(RoleName))?.PermissionsBoundary).toEqual({
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: PermissionsBoundary,
    });
    await root.send(new iam.DeleteRolePermissionsBoundaryCommand({ RoleName }));
    expect((await get(RoleName))?.PermissionsBoundary).toBeUndefined();
    const none = root.send(new iam.DeleteRolePermissionsBoundaryCommand({ RoleName }));
    expect(await refused(none)).toContain('404 NoSuchEntityException');
  });

  const InstanceProfileName = 'Hosts';
  const both = { InstanceProfileName, RoleName: 'Hosts' };
  const makeProfile = async () =>
    (await root.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName })))
      .InstanceProfile;
  const getProfile = async () =>
    (await root.send(new iam.GetInstanceProfileCommand({ InstanceProfileName }))).InstanceProfile;

  test('ListInstanceProfiles, DeleteInstanceProfile: profiles of an account', async () => {
    const made = await makeProfile();
    expect(made?.Roles).toEqual([]);
    expect(await refused(makeProfile())).toBe(
      '409 EntityAlreadyExistsException: Instance Profile Hosts already exists.',
    );
    const all = await root.send(new iam.ListInstanceProfilesCommand({}));
    const ids = all.InstanceProfiles?.map((one) => one.InstanceProfileId);
    expect(ids).toEqual([made?.InstanceProfileId]);
    await root.send(new iam.DeleteInstanceProfileCommand({ InstanceProfileName }));
    expect(await refused(getProfile())).toBe(
      '404 NoSuchEntityException: Instance Profile Hosts cannot be found.',
    );
  });

  test('CreateInstanceProfile, GetInstanceProfile: a profile with its role', async () => {
    await make('Hosts');
    await root.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName }));
    await root.send(new iam.AddRoleToInstanceProfileCommand(both));
    const asked = new iam.GetInstanceProfileCommand({ InstanceProfileName });
    const { InstanceProfile: got } = await root.send(asked);
    expect(got?.Arn).toBe(`arn:aws:iam::${account.accountId}:instance-profile/Hosts`);
    expect(got?.Roles).toMatchObject([{ RoleName: 'Hosts' }]);
  });

  test('AddRoleToInstanceProfile, ListInstanceProfilesForRole: one role', async () => {
    await make('Hosts');
    await makeProfile();
    await root.send(new iam.AddRoleToInstanceProfileCommand(both));
    expect(await refused(root.send(new iam.AddRoleToInstanceProfileCommand(both)))).toBe(
      '409 LimitExceededException: Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1',
    );
    const ofRole = new iam.ListInstanceProfilesForRoleCommand({ RoleName: 'Hosts' });
    expect((await root.send(ofRole)).InstanceProfiles).toHaveLength(1);
  });

  test('RemoveRoleFromInstanceProfile: role and profile hold each other', async () => {
    await make('Hosts');
    await makeProfile();
    await root.send(new iam.AddRoleToInstanceProfileCommand(both));
    const role = () => root.send(new iam.DeleteRoleCommand({ RoleName: 'Hosts' }));
    const profile = () => root.send(new iam.DeleteInstanceProfileCommand({ InstanceProfileName }));
    for (const remove of [role, profile]) {
      expect(await refused(remove())).toMatch(
        /^409 DeleteConflict.*from instance profile first\.$/,
      );
    }
    await root.send(new iam.RemoveRoleFromInstanceProfileCommand(both));
    expect((await getProfile())?.Roles).toEqual([]);
    await role();
    await profile();
  });

  test('CreateServiceLinkedRole: GuardDuty’s own role', async () => {
    const create = () =>
      root.send(new iam.CreateServiceLinkedRoleCommand({ AWSServiceName: SERVICE }));
    const { Role } = await create();
    expect(Role).toMatchObject({
      RoleName: LINKED,
      Arn: `arn:aws:iam::${account.accountId}:role/aws-service-role/${SERVICE}/${LINKED}`,
    });
    expect(await refused(create())).toBe(
      `400 InvalidInputException: Service role name ${LINKED} has been taken in this account, ` +
        'please try a different suffix.',
    );
    const change = root.send(new iam.DeleteRoleCommand({ RoleName: LINKED }));
    expect(await refused(change)).toContain('400 UnmodifiableEntityException');
  });

  test('DeleteServiceLinkedRole, GetServiceLinkedRoleDeletionStatus: in use', async () => {
    await root.send(new iam.CreateServiceLinkedRoleCommand({ AWSServiceName: SERVICE }));
    const { DetectorId } = await account.guardduty.send(
      new CreateDetectorCommand({ Enable: true }),
    );
    const deletion = async () => {
      const asked = new iam.DeleteServiceLinkedRoleCommand({ RoleName: LINKED });
      const { DeletionTaskId } = await root.send(asked);
      return root.send(new iam.GetServiceLinkedRoleDeletionStatusCommand({ DeletionTaskId }));
    };
    const failed = await deletion();
    expect(failed.Status).toBe('FAILED');
    expect(failed.Reason?.RoleUsageList).toEqual([{ Region: 'us-east-1' }]);
    await get(LINKED);
    await account.guardduty.send(new DeleteDetectorCommand({ DetectorId }));
    expect((await deletion()).Status).toBe('SUCCEEDED');
    expect(await refused(get(LINKED))).toContain('404 NoSuchEntityException');
    const DeletionTaskId = `task/aws-service-role/${SERVICE}/${LINKED}/1`;
    const unknown = new iam.GetServiceLinkedRoleDeletionStatusCommand({ DeletionTaskId });
    expect(await refused(root.send(unknown))).toContain('404 NoSuchEntityException');
  });
});
