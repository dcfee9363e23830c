/** The guard of an organisation, proved by calls: one with holes, and the one that is rendered. */
import { readFileSync } from 'node:fs';
import { CreateDetectorCommand } from '@aws-sdk/client-guardduty';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import * as org from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { guardPolicy } from '../../src/baseline/render/guard.ts';
import type { Proof } from '../../src/baseline/verify/verify-guard.ts';
import { baselineCommand } from '../../src/cli/baseline.ts';
import { inlineArchive } from '../../src/functions/inline-archive.ts';
import { allow, assume, document, type Key, refused, trust } from './iam-account.ts';
import { type OrganizationAccount, OrganizationServer } from './organization-server.ts';

const holes = readFileSync(
  new URL('../../src/baseline/fixtures/guard-with-holes.json', import.meta.url),
  'utf8',
);
const sixteen: string[] = JSON.parse(holes).Statement[0].Action;
const spared = ['stacksets-exec-0123456789abcdef', 'admin-role', 'GuardDutyLambdaRole'];

let server: OrganizationServer;
let member: OrganizationAccount;
let organizations: org.OrganizationsClient;
let unit: string;

beforeAll(async () => {
  server = await OrganizationServer.start({ functions: {} });
  organizations = new org.OrganizationsClient(settings(server.management.caller.credentials));
  const { Roots } = await organizations.send(new org.ListRootsCommand({}));
  const RootId = Roots?.[0]?.Id ?? '';
  const PolicyType = 'SERVICE_CONTROL_POLICY';
  await organizations.send(new org.EnablePolicyTypeCommand({ RootId, PolicyType }));
  const made = await organizations.send(
    new org.CreateOrganizationalUnitCommand({ ParentId: RootId, Name: 'guarded' }),
  );
  unit = made.OrganizationalUnit?.Id ?? '';
  member = await server.account('member');
  for (const RoleName of ['developer', ...spared]) await makeRole(RoleName);
  await member.guardduty.send(new CreateDetectorCommand({ Enable: true }));
  const AccountId = member.accountId;
  const move = { AccountId, SourceParentId: RootId, DestinationParentId: unit };
  await organizations.send(new org.MoveAccountCommand(move));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server?.stop();
});

function settings(credentials: Key) {
  return { endpoint: server.vedette.url, region: 'us-east-1', credentials, maxAttempts: 1 };
}

const roleArn = (name: string) => `arn:aws:iam::${member.accountId}:role/${name}`;

async function makeRole(RoleName: string): Promise<void> {
  const iam = new IAMClient(settings(member.caller.credentials));
  const who = { AWS: server.management.accountId, Service: 'lambda.amazonaws.com' };
  const AssumeRolePolicyDocument = trust(who);
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyDocument = document(allow('*'));
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }));
}

/** Attaches a guard while `work` is done. */
async function under<T>(Content: string, work: () => Promise<T>): Promise<T> {
  const named = { Name: 'guard', Description: '', Type: 'SERVICE_CONTROL_POLICY' } as const;
  const { Policy } = await organizations.send(new org.CreatePolicyCommand({ ...named, Content }));
  const PolicyId = Policy?.PolicySummary?.Id;
  await organizations.send(new org.AttachPolicyCommand({ PolicyId, TargetId: unit }));
  try {
    return await work();
  } finally {
    await organizations.send(new org.DetachPolicyCommand({ PolicyId, TargetId: unit }));
    await organizations.send(new org.DeletePolicyCommand({ PolicyId }));
  }
}

/** Runs `vedette baseline verify` with the management account's key. */
async function verify(
  exemptRoles: readonly string[] = spared,
): Promise<{ proofs: readonly Proof[]; code: number }> {
  const { accessKeyId, secretAccessKey } = server.management.caller.credentials;
  vi.stubEnv('AWS_ACCESS_KEY_ID', accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secretAccessKey);
  vi.stubEnv('AWS_SESSION_TOKEN', '');
  let text = '';
  const log = vi.spyOn(console, 'log').mockImplementation((line) => {
    text += line;
  });
  const exempt = exemptRoles.flatMap((name) => ['--exempt-role', roleArn(name)]);
  const words = ['verify', '--endpoint', server.vedette.url, '--region', 'us-east-1'];
  const roles = ['--member-role', roleArn('developer'), ...exempt, '--format', 'json'];
  await baselineCommand().parseAsync([...words, ...roles], { from: 'user' });
  log.mockRestore();
  const code = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  return { proofs: JSON.parse(text), code };
}

test('of sixteen actions a guard with holes denies eight, and lets eight through', async () => {
  const { proofs, code } = await under(holes, () => verify([]));
  const own = proofs.filter(({ role }) => role === roleArn('developer'));
  const outcomes = new Map(own.map(({ action, outcome }) => [`guardduty:${action}`, outcome]));
  const open = sixteen.filter((action) => outcomes.get(action) === 'let through');
  expect(open.map((action) => action.slice('guardduty:'.length))).toEqual([
    'AcceptAdministratorInvitation',
    'AcceptInvitation',
    'CreateDetector',
    'CreateMembers',
    'CreatePublishingDestination',
    'InviteMembers',
    'UpdateFindingsFeedback',
    'UpdateMalwareScanSettings',
  ]);
  const denied = sixteen.filter((action) => outcomes.get(action) === 'denied by the guard');
  expect(denied).toHaveLength(8);
  expect(code).toBe(8);
});

test('the rendered guard denies them all, and spares the exempt roles', async () => {
  const guard = guardPolicy({
    organizationId: 'o-exampleorg1',
    logArchiveAccountId: '444455556666',
    auditAccountId: '123456789012',
    unitIds: [unit],
    regions: ['us-east-1'],
    storageRegion: 'us-east-1',
    bucketName: 'findings',
    partition: 'aws',
    exemptRoles: ['admin-role', 'GuardDutyLambdaRole'],
    functionTag: { key: 'Key', value: 'Value' },
  });
  const { proofs, code } = await under(JSON.stringify(guard), () => verify());
  expect(proofs.filter(({ isAsWanted }) => !isAsWanted)).toEqual([]);
  expect(proofs.filter(({ outcome }) => outcome === 'denied by the guard')).toHaveLength(
    proofs.length / 4,
  );
  expect(code).toBe(0);
});

test('lambda:* is denied on the tagged function, untagging too, and on no other', async () => {
  const as = async (name: string) => {
    const sts = new STSClient(settings(server.management.caller.credentials));
    return new lambda.LambdaClient(settings(await assume(sts, roleArn(name))));
  };
  const admin = await as('admin-role');
  const Code = { ZipFile: inlineArchive('nodejs20.x', 'exports.handler = async () => 1') };
  const made = { Runtime: 'nodejs20.x', Handler: 'index.handler', Code } as const;
  const Role = roleArn('GuardDutyLambdaRole');
  const names = [
    ['kept', { Key: 'Value' }],
    ['free', {}],
  ] as const;
  for (const [FunctionName, Tags] of names) {
    await admin.send(new lambda.CreateFunctionCommand({ ...made, FunctionName, Tags, Role }));
  }
  const developer = await as('developer');
  const arn = (name: string) => `arn:aws:lambda:us-east-1:${member.accountId}:function:${name}`;
  const attempts = (FunctionName: string): (() => Promise<unknown>)[] => [
    () => developer.send(new lambda.InvokeCommand({ FunctionName, InvocationType: 'DryRun' })),
    () => developer.send(new lambda.UpdateFunctionCodeCommand({ FunctionName, ...Code })),
    () =>
      developer.send(new lambda.UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 9 })),
    () =>
      developer.send(
        new lambda.TagResourceCommand({ Resource: arn(FunctionName), Tags: { a: 'b' } }),
      ),
    () =>
      developer.send(
        new lambda.UntagResourceCommand({ Resource: arn(FunctionName), TagKeys: ['Key'] }),
      ),
    () => developer.send(new lambda.GetFunctionCommand({ FunctionName })),
    () => developer.send(new lambda.GetFunctionConfigurationCommand({ FunctionName })),
    () => developer.send(new lambda.ListTagsCommand({ Resource: arn(FunctionName) })),
    () =>
      developer.send(
        new lambda.AddPermissionCommand({
          ...{ FunctionName, StatementId: 'other', Action: 'lambda:InvokeFunction' },
          Principal: server.management.accountId,
        }),
      ),
    () => developer.send(new lambda.GetPolicyCommand({ FunctionName })),
    () =>
      developer.send(new lambda.RemovePermissionCommand({ FunctionName, StatementId: 'other' })),
    () => developer.send(new lambda.DeleteFunctionCommand({ FunctionName })),
  ];
  await under(holes, async () => {
    for (const attempt of attempts('kept')) {
      expect(await refused(attempt())).toContain('explicit deny in a service control policy');
    }
    for (const attempt of attempts('free')) expect(await refused(attempt())).toBe('not refused');
    const Resource = arn('kept');
    await admin.send(new lambda.UntagResourceCommand({ Resource, TagKeys: ['Key'] }));
    expect(await refused(attempts('kept').at(-1)?.() ?? Promise.resolve())).toBe('not refused');
  });
});
