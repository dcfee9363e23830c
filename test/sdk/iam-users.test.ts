/** Users, their keys, their own policies, boundaries and tags, as a client of AWS sees them. */
import {
  CreateDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
} from '@aws-sdk/client-guardduty';
import * as iam from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { allow, document, iamOf, type Key, refused, settingsOf, stsOf } from './iam-account.ts';
import { type TestAccount, VedetteServer } from './vedette-server.ts';

const ARN = /^arn:aws:iam::(\d{12}):/;

describe('users', () => {
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
    account = await server.account(`1111222233${accounts + 10}`);
    root = iamOf(account);
  });

  async function madeKey(UserName: string): Promise<Key> {
    const made = await root.send(new iam.CreateAccessKeyCommand({ UserName }));
    return {
      accessKeyId: made.AccessKey?.AccessKeyId ?? '',
      secretAccessKey: made.AccessKey?.SecretAccessKey ?? '',
    };
  }

  test('CreateUser, GetUser, ListUsers: path, tags and boundary', async () => {
    const PermissionsBoundary = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    const Tags = [{ Key: 'team', Value: 'blue' }];
    const input = { UserName: 'alice', Path: '/team/', Tags, PermissionsBoundary };
    const { User: made } = await root.send(new iam.CreateUserCommand(input));
    const Arn = `arn:aws:iam::${account.accountId}:user/team/alice`;
    expect(made).toMatchObject({ UserName: 'alice', Path: '/team/', Arn, Tags });
    expect(made?.UserId).toMatch(/^AIDA[A-Z2-7]{17}$/);
    const { User: got } = await root.send(new iam.GetUserCommand({ UserName: 'alice' }));
    expect(got).toEqual(made);
    expect(got?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(PermissionsBoundary);
    await root.send(new iam.CreateUserCommand({ UserName: 'bob' }));
    const names: (string | undefined)[] = [];
    for await (const page of iam.paginateListUsers({ client: root, pageSize: 1 }, {})) {
      names.push(...(page.Users ?? []).map((user) => user.UserName));
    }
    expect(names).toEqual(['alice', 'bob']);
    const inTeam = await root.send(new iam.ListUsersCommand({ PathPrefix: '/team/' }));
    expect(inTeam.Users?.map((user) => user.UserName)).toEqual(['alice']);
    const again = root.send(new iam.CreateUserCommand({ UserName: 'ALICE' }));
    expect(await refused(again)).toBe(
      '409 EntityAlreadyExistsException: User with name ALICE already exists.',
    );
    const nobody = root.send(new iam.GetUserCommand({ UserName: 'carol' }));
    expect(await refused(nobody)).toBe(
      '404 NoSuchEntityException: The user with name carol cannot be found.',
    );
  });

  test('CreateAccessKey, UpdateAccessKey, DeleteAccessKey: keys that sign', async () => {
    await root.send(new iam.CreateUserCommand({ UserName: 'alice', Path: '/team/' }));
    const key = await madeKey('alice');
    const identity = await stsOf(account, key).send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe(`arn:aws:iam::${account.accountId}:user/team/alice`);
    expect(identity.UserId).toMatch(/^AIDA/);
    expect(
      JSON.stringify(await server.vedette.store.credentials.get(key.accessKeyId)),
    ).not.toContain(key.secretAccessKey);
    const own = { UserName: 'alice', AccessKeyId: key.accessKeyId };
    await root.send(new iam.UpdateAccessKeyCommand({ ...own, Status: 'Inactive' }));
    const inactive = stsOf(account, key).send(new GetCallerIdentityCommand({}));
    expect(await refused(inactive)).toContain('403 InvalidClientTokenId');
    const listed = await root.send(new iam.ListAccessKeysCommand({ UserName: 'alice' }));
    expect(listed.AccessKeyMetadata).toMatchObject([{ ...own, Status: 'Inactive' }]);
    await root.send(new iam.UpdateAccessKeyCommand({ ...own, Status: 'Active' }));
    await stsOf(account, key).send(new GetCallerIdentityCommand({}));
    await madeKey('alice');
    expect(await refused(madeKey('alice'))).toBe(
      '409 LimitExceededException: Cannot exceed quota for AccessKeysPerUser: 2',
    );
    await root.send(new iam.DeleteAccessKeyCommand(own));
    const deleted = stsOf(account, key).send(new GetCallerIdentityCommand({}));
    expect(await refused(deleted)).toContain('403 InvalidClientTokenId');
    const gone = root.send(new iam.DeleteAccessKeyCommand(own));
    expect(await refused(gone)).toContain('404 NoSuchEntityException: The Access Key with id AKIA');
  });

  test('UpdateUser, DeleteUser: keys follow a user, and go before it', async () => {
    await root.send(new iam.CreateUserCommand({ UserName: 'alice' }));
    const key = await madeKey('alice');
    const rename = { UserName: 'alice', NewUserName: 'alicia', NewPath: '/new/' };
    await root.send(new iam.UpdateUserCommand(rename));
    const identity = await stsOf(account, key).send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toMatch(/user\/new\/alicia$/);
    const remove = () => root.send(new iam.DeleteUserCommand({ UserName: 'alicia' }));
    expect(await refused(remove())).toBe(
      '409 DeleteConflictException: Cannot delete entity, must delete access keys first.',
    );
    const { accessKeyId: AccessKeyId } = key;
    await root.send(new iam.DeleteAccessKeyCommand({ UserName: 'alicia', AccessKeyId }));
    await remove();
    expect((await root.send(new iam.ListUsersCommand({}))).Users).toEqual([]);
  });

  test('PutUserPolicy, GetUserPolicy, DeleteUserPolicy: what a user may do', async () => {
    await root.send(new iam.CreateUserCommand({ UserName: 'alice' }));
    const key = await madeKey('alice');
    const guardduty = new GuardDutyClient(settingsOf(account, key));
    const list = () => guardduty.send(new ListDetectorsCommand({}));
    expect(await refused(list())).toMatch(/^403 AccessDeniedException: User: .*user\/alice is not/);
    const PolicyDocument = document(allow('guardduty:List*'));
    const named = { UserName: 'alice', PolicyName: 'list' };
    await root.send(new iam.PutUserPolicyCommand({ ...named, PolicyDocument }));
    expect((await list()).DetectorIds).toEqual([]);
    const create = guardduty.send(new CreateDetectorCommand({ Enable: true }));
    expect(await refused(create)).toContain('403 AccessDeniedException');
    const got = await root.send(new iam.GetUserPolicyCommand(named));
    expect(decodeURIComponent(got.PolicyDocument ?? '')).toBe(PolicyDocument);
    const bad = { ...named, PolicyDocument: '{"Version":"2012-10-17"}' };
    expect(await refused(root.send(new iam.PutUserPolicyCommand(bad)))).toContain(
      '400 MalformedPolicyDocumentException',
    );
    const Sid = 'x'.repeat(2048);
    const large = { ...named, PolicyDocument: document({ ...allow('*'), Sid }) };
    expect(await refused(root.send(new iam.PutUserPolicyCommand(large)))).toBe(
      '409 LimitExceededException: Maximum policy size of 2048 bytes exceeded for user alice',
    );
    await root.send(new iam.DeleteUserPolicyCommand(named));
    expect(await refused(list())).toContain('403 AccessDeniedException');
    expect(await refused(root.send(new iam.GetUserPolicyCommand(named)))).toBe(
      '404 NoSuchEntityException: The user policy with name list cannot be found.',
    );
  });

  test('PutUserPermissionsBoundary, DeleteUserPermissionsBoundary: bounds', async () => {
    await root.send(new iam.CreateUserCommand({ UserName: 'alice' }));
    const key = await madeKey('alice');
    const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    await root.send(new iam.AttachUserPolicyCommand({ UserName: 'alice', PolicyArn }));
    const PermissionsBoundary = 'arn:aws:iam::aws:policy/AmazonGuardDutyReadOnlyAccess';
    const bound = { UserName: 'alice', PermissionsBoundary };
    await root.send(new iam.PutUserPermissionsBoundaryCommand(bound));
    const guardduty = new GuardDutyClient(settingsOf(account, key));
    const create = () => guardduty.send(new CreateDetectorCommand({ Enable: true }));
    expect(await refused(create())).toContain('permissions boundary');
    await root.send(new iam.DeleteUserPermissionsBoundaryCommand({ UserName: 'alice' }));
    expect((await create()).DetectorId).toBeDefined();
  });

  test('ListUserPolicies: names in order, page by page', async () => {
    const UserName = 'alice';
    await root.send(new iam.CreateUserCommand({ UserName }));
    const PolicyDocument = document(allow('guardduty:*'));
    for (const PolicyName of ['b', 'a', 'c']) {
      await root.send(new iam.PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument }));
    }
    const first = await root.send(new iam.ListUserPoliciesCommand({ UserName, MaxItems: 2 }));
    expect(first).toMatchObject({ PolicyNames: ['a', 'b'], IsTruncated: true });
    const { Marker } = first;
    const rest = await root.send(new iam.ListUserPoliciesCommand({ UserName, Marker }));
    expect(rest).toMatchObject({ PolicyNames: ['c'], IsTruncated: false });
  });

  test('TagUser, UntagUser, ListUserTags: tags of a user', async () => {
    await root.send(new iam.CreateUserCommand({ UserName: 'alice' }));
    const Tags = [
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: '2' },
    ];
    await root.send(new iam.TagUserCommand({ UserName: 'alice', Tags }));
    const tags = async () =>
      (await root.send(new iam.ListUserTagsCommand({ UserName: 'alice' }))).Tags;
    expect(await tags()).toEqual(Tags);
    await root.send(new iam.UntagUserCommand({ UserName: 'alice', TagKeys: ['a', 'none'] }));
    expect(await tags()).toEqual(Tags.slice(1));
  });

  test('ListAccessKeys: the caller is meant where nobody is named', async () => {
    await root.send(new iam.CreateUserCommand({ UserName: 'alice' }));
    const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    await root.send(new iam.AttachUserPolicyCommand({ UserName: 'alice', PolicyArn }));
    const alice = iamOf(account, await madeKey('alice'));
    expect((await alice.send(new iam.GetUserCommand({}))).User?.UserName).toBe('alice');
    expect((await alice.send(new iam.ListAccessKeysCommand({}))).AccessKeyMetadata).toHaveLength(1);
    const { User: itself } = await root.send(new iam.GetUserCommand({}));
    expect(itself?.Arn).toBe(`arn:aws:iam::${account.accountId}:root`);
    expect(ARN.exec(itself?.Arn ?? '')?.[1]).toBe(account.accountId);
    expect(await refused(root.send(new iam.ListAccessKeysCommand({})))).toBe(
      '400 ValidationError: Must specify userName when calling with non-User credentials',
    );
  });
});
