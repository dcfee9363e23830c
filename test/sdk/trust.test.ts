/** Roles that are assumed by the word of their trust policies, as a client of AWS sees them. */
import {
  CreateDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
} from '@aws-sdk/client-guardduty';
import * as iam from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  allow,
  assume,
  document,
  iamOf,
  type Key,
  refused,
  settingsOf,
  stsOf,
  trust,
} from './iam-account.ts';
import { type TestAccount, VedetteServer } from './vedette-server.ts';

describe('a role', () => {
  let server: VedetteServer;
  let owner: TestAccount;
  let caller: TestAccount;
  let stranger: TestAccount;
  let alice: Key;
  let tests = 10;
  beforeAll(async () => {
    server = await VedetteServer.start();
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    tests += 1;
    owner = await server.account(`4444555566${tests}`);
    caller = await server.account(`1111222266${tests}`);
    stranger = await server.account(`7777888899${tests}`);
    alice = await userOf(caller, allow('sts:AssumeRole'));
  });

  async function userOf(account: TestAccount, ...may: Readonly<Record<string, unknown>>[]) {
    const root = iamOf(account);
    const UserName = 'alice';
    await root.send(new iam.CreateUserCommand({ UserName }));
    if (may.length > 0) {
      const PolicyDocument = document(...may);
      await root.send(
        new iam.PutUserPolicyCommand({ UserName, PolicyName: 'may', PolicyDocument }),
      );
    }
    const { AccessKey } = await root.send(new iam.CreateAccessKeyCommand({ UserName }));
    return {
      accessKeyId: AccessKey?.AccessKeyId ?? '',
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    };
  }

  async function role(
    AssumeRolePolicyDocument: string,
    more: Partial<iam.CreateRoleCommandInput> = {},
  ): Promise<string> {
    const root = iamOf(owner);
    const RoleName = 'Audit';
    const input = { RoleName, AssumeRolePolicyDocument, ...more };
    const { Role } = await root.send(new iam.CreateRoleCommand(input));
    const PolicyArn = 'arn:aws:iam::aws:policy/AmazonGuardDutyFullAccess';
    await root.send(new iam.AttachRolePolicyCommand({ RoleName, PolicyArn }));
    return Role?.Arn ?? '';
  }

  test('AssumeRole: who is trusted gets in, and nobody else', async () => {
    const Arn = await role(trust({ AWS: caller.accountId }), { Path: '/audit/' });
    const key = await assume(stsOf(caller, alice), Arn);
    const identity = await stsOf(owner, key).send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe(`arn:aws:sts::${owner.accountId}:assumed-role/Audit/session`);
    const guardduty = new GuardDutyClient(settingsOf(owner, key));
    expect((await guardduty.send(new ListDetectorsCommand({}))).DetectorIds).toEqual([]);
    const foreign = await userOf(stranger, allow('sts:AssumeRole'));
    const denied = (who: string, arn: string) =>
      `403 AccessDenied: User: ${who} is not authorized to perform: sts:AssumeRole on ` +
      `resource: ${arn}`;
    const userArn = `arn:aws:iam::${stranger.accountId}:user/alice`;
    const input = { RoleArn: Arn, RoleSessionName: 'session' };
    const asStranger = stsOf(stranger, foreign).send(new AssumeRoleCommand(input));
    expect(await refused(asStranger)).toContain(denied(userArn, Arn));
    const missing = Arn.replace('Audit', 'Missing');
    expect(await refused(assume(stsOf(stranger, foreign), missing))).toContain(
      denied(userArn, missing),
    );
  });

  test('UpdateAssumeRolePolicy: a foreign user needs both sides', async () => {
    const Arn = await role(trust({ AWS: `arn:aws:iam::${caller.accountId}:user/alice` }));
    const sts = stsOf(caller, alice);
    await sts.send(new AssumeRoleCommand({ RoleArn: Arn, RoleSessionName: 'session' }));
    await assume(stsOf(caller, alice), Arn);
    const without = {
      UserName: 'alice',
      PolicyName: 'may',
      PolicyDocument: document(allow('s3:*')),
    };
    await iamOf(caller).send(new iam.PutUserPolicyCommand(without));
    expect(await refused(assume(sts, Arn))).toContain('403 AccessDenied');
    const PolicyDocument = document(allow('sts:AssumeRole'));
    await iamOf(caller).send(new iam.PutUserPolicyCommand({ ...without, PolicyDocument }));
    const other = trust({ AWS: stranger.accountId });
    await iamOf(owner).send(
      new iam.UpdateAssumeRolePolicyCommand({ RoleName: 'Audit', PolicyDocument: other }),
    );
    expect(await refused(assume(sts, Arn))).toContain('403 AccessDenied');
  });

  test('trusts under conditions', async () => {
    const Condition = { StringEquals: { 'sts:ExternalId': 'secret-of-two' } };
    const Arn = await role(trust({ AWS: caller.accountId }, { Condition }));
    const sts = stsOf(caller, alice);
    expect(await refused(assume(sts, Arn))).toContain('403 AccessDenied');
    expect(await refused(assume(sts, Arn, { ExternalId: 'other' }))).toContain('403 AccessDenied');
    expect((await assume(sts, Arn, { ExternalId: 'secret-of-two' })).accessKeyId).toMatch(/^ASIA/);
  });

  test('that trusts a service is for no account', async () => {
    const Arn = await role(trust({ Service: 'ec2.amazonaws.com' }));
    expect(await refused(assume(stsOf(owner), Arn))).toContain('403 AccessDenied');
  });

  test('takes a source identity where its trust policy lets one be set', async () => {
    const Arn = await role(trust({ AWS: caller.accountId }));
    const sts = stsOf(caller, alice);
    const more = { SourceIdentity: 'alice' };
    expect(await refused(assume(sts, Arn, more))).toContain('sts:SetSourceIdentity');
    const PolicyDocument = trust(
      { AWS: caller.accountId },
      { Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'] },
    );
    const RoleName = 'Audit';
    await iamOf(owner).send(new iam.UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    const may = document(allow('sts:AssumeRole', 'sts:SetSourceIdentity'));
    await iamOf(caller).send(
      new iam.PutUserPolicyCommand({ UserName: 'alice', PolicyName: 'may', PolicyDocument: may }),
    );
    expect((await assume(sts, Arn, more)).accessKeyId).toMatch(/^ASIA/);
  });

  test('is narrowed by session policies', async () => {
    const Arn = await role(trust({ AWS: caller.accountId }));
    const sts = stsOf(caller, alice);
    const Policy = document(allow('guardduty:List*'));
    const PolicyArns = [{ arn: 'arn:aws:iam::aws:policy/AmazonGuardDutyReadOnlyAccess' }];
    for (const narrow of [{ Policy }, { PolicyArns }]) {
      const guardduty = new GuardDutyClient(settingsOf(owner, await assume(sts, Arn, narrow)));
      expect((await guardduty.send(new ListDetectorsCommand({}))).DetectorIds).toEqual([]);
      const create = guardduty.send(new CreateDetectorCommand({ Enable: true }));
      expect(await refused(create)).toContain('session policy');
    }
    const bad = assume(sts, Arn, { Policy: document({ Effect: 'Allow' }) });
    expect(await refused(bad)).toContain('400 MalformedPolicyDocumentException');
  });

  test('bounds its sessions in time, and ends them with itself', async () => {
    const Arn = await role(trust({ AWS: caller.accountId }), { MaxSessionDuration: 7200 });
    const sts = stsOf(caller, alice);
    expect(await refused(assume(sts, Arn, { DurationSeconds: 7201 }))).toBe(
      '400 ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for ' +
        'this role.',
    );
    const key = await assume(sts, Arn, { DurationSeconds: 7200 });
    const root = iamOf(owner);
    const RoleName = 'Audit';
    const PolicyArn = 'arn:aws:iam::aws:policy/AmazonGuardDutyFullAccess';
    await root.send(new iam.DetachRolePolicyCommand({ RoleName, PolicyArn }));
    const guardduty = new GuardDutyClient(settingsOf(owner, key));
    expect(await refused(guardduty.send(new ListDetectorsCommand({})))).toContain(
      '403 AccessDenied',
    );
    await root.send(new iam.DeleteRoleCommand({ RoleName }));
    const after = stsOf(owner, key).send(new GetCallerIdentityCommand({}));
    expect(await refused(after)).toContain('403 InvalidClientTokenId');
  });

  test('GetSessionToken: a user’s session is the user, without IAM', async () => {
    const { Credentials: made } = await stsOf(caller, alice).send(new GetSessionTokenCommand({}));
    const key = {
      accessKeyId: made?.AccessKeyId ?? '',
      secretAccessKey: made?.SecretAccessKey ?? '',
      sessionToken: made?.SessionToken ?? '',
    };
    const { Arn } = await stsOf(caller, key).send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe(`arn:aws:iam::${caller.accountId}:user/alice`);
    expect(await refused(iamOf(caller, key).send(new iam.ListUsersCommand({})))).toContain('403');
  });
});
