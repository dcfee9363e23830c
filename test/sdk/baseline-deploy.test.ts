/** A baseline, deployed and proved: the guard by calls, the export by a sample that Audit reads. */
import { GuardDuty } from '@aws-sdk/client-guardduty';
import { IAM } from '@aws-sdk/client-iam';
import { Organizations } from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { baselineCommand } from '../../src/cli/baseline.ts';
import { allow, assume, document, trust } from './iam-account.ts';
import { type OrganizationAccount, OrganizationServer } from './organization-server.ts';
import { settingsOf } from './stack-sets-server.ts';

let server: OrganizationServer;
let archive: OrganizationAccount;
let audit: OrganizationAccount;
let member: OrganizationAccount;
let layout: string[];

beforeAll(async () => {
  server = await OrganizationServer.start();
  archive = await server.account('archive');
  audit = await server.account('audit');
  member = await server.account('member');
  for (const name of ['developer', 'admin-role']) await makeRole(member, name);
  await makeRole(audit, 'auditor');
  await makeRole(archive, 'stranger', false);
  const organizations = new Organizations(settingsOf(server.management));
  const { Roots } = await organizations.listRoots({});
  const SourceParentId = Roots?.[0]?.Id ?? '';
  const named = { ParentId: SourceParentId, Name: 'workloads' };
  const { OrganizationalUnit: unit } = await organizations.createOrganizationalUnit(named);
  const to = { SourceParentId, DestinationParentId: unit?.Id };
  await organizations.moveAccount({ AccountId: member.accountId, ...to });
  const { Organization: own } = await organizations.describeOrganization({});
  layout = ['--organization-id', own?.Id ?? '', '--unit', unit?.Id ?? ''];
  layout.push('--log-archive-account', archive.accountId, '--audit-account', audit.accountId);
  layout.push('--regions', 'us-east-1', '--exempt-role', 'admin-role');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server?.stop();
});
beforeEach(() => {
  const { accessKeyId, secretAccessKey } = server.management.caller.credentials;
  vi.stubEnv('AWS_ACCESS_KEY_ID', accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secretAccessKey);
  vi.stubEnv('AWS_SESSION_TOKEN', '');
});

async function makeRole(account: OrganizationAccount, RoleName: string, isAllowed = true) {
  const iam = new IAM(settingsOf(account));
  const AssumeRolePolicyDocument = trust({ AWS: server.management.accountId });
  await iam.createRole({ RoleName, AssumeRolePolicyDocument });
  if (!isAllowed) return;
  const PolicyDocument = document(allow('*'));
  await iam.putRolePolicy({ RoleName, PolicyName: 'own', PolicyDocument });
}

const roleArn = (account: OrganizationAccount, name: string) =>
  `arn:aws:iam::${account.accountId}:role/${name}`;

async function run(...words: string[]): Promise<{ text: string; code: number }> {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line) => lines.push(String(line)));
  const error = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await baselineCommand().parseAsync(words, { from: 'user' });
  log.mockRestore();
  error.mockRestore();
  const code = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  return { text: lines.join('\n'), code };
}

const deploy = (...more: string[]) =>
  run('deploy', ...layout, '--endpoint-url', server.vedette.url, ...more);

function verify(reader: string) {
  const spared = roleArn(member, 'admin-role');
  const roles = ['--member-role', roleArn(member, 'developer'), '--exempt-role', spared];
  const sample = ['--sample-role', spared, '--reader-role', reader];
  return run('verify', '--endpoint', server.vedette.url, ...roles, ...sample);
}

test('deploys once, and then finds nothing to change', async () => {
  expect(await deploy('--dry-run', '--detailed-exitcode')).toMatchObject({ code: 2 });
  const { text, code } = await deploy('--yes');
  expect(code).toBe(0);
  expect(text.match(/^done /gm)).toHaveLength(6);
  const again = await deploy('--yes');
  expect(again.text).toMatch(/(unchanged .*\n\s*){6}Nothing to change\.$/);
}, 60_000);

test('refuses places that are not there, and to change how findings are exported', async () => {
  const other = (name: string, value: string) => deploy('--dry-run', name, value);
  await expect(other('--audit-account', '444455556666')).rejects.toThrow(
    'The organisation has no account 444455556666.',
  );
  await expect(other('--unit', 'ou-abcd-12345678')).rejects.toThrow(
    'The organisation has no unit ou-abcd-12345678.',
  );
  await expect(other('--endpoint-url', 'nonsense')).rejects.toThrow('The endpoint nonsense is');
  await expect(other('--form', 'function')).rejects.toThrow(
    'The stack set guardduty-baseline exports by a resource; a function would end that.',
  );
});

test('is proved by Audit, who reads a sample from the archive, decrypted', async () => {
  const { text, code } = await verify(roleArn(audit, 'auditor'));
  expect(text).toContain('the guard holds\nsample ');
  const bucket = `s3://guardduty-findings-${archive.accountId}/AWSLogs/${member.accountId}/`;
  expect(text).toContain(`in ${bucket}GuardDuty/us-east-1/`);
  expect(text).toMatch(/decrypted under arn:aws:kms:us-east-1:\d{12}:key\//);
  expect(code).toBe(0);
  const guardduty = new GuardDuty(settingsOf(member));
  const [DetectorId] = (await guardduty.listDetectors({})).DetectorIds ?? [];
  const FindingCriteria = { Criterion: { 'service.archived': { Equals: ['false'] } } };
  expect((await guardduty.listFindings({ DetectorId, FindingCriteria })).FindingIds).toEqual([]);
}, 60_000);

test('is not proved by whoever may not read the bucket, nor without a destination', async () => {
  const stranger = await verify(roleArn(archive, 'stranger'));
  expect(stranger.text).toMatch(/WRONG {2}the sample finding is lost: .* answered 403 for/);
  expect(stranger.code).toBe(8);
  const guardduty = new GuardDuty(await settingsAs(roleArn(member, 'admin-role')));
  const [DetectorId] = (await guardduty.listDetectors({})).DetectorIds ?? [];
  const { Destinations } = await guardduty.listPublishingDestinations({ DetectorId });
  const { DestinationId } = Destinations?.[0] ?? {};
  await guardduty.deletePublishingDestination({ DetectorId, DestinationId });
  const nowhere = await verify(roleArn(audit, 'auditor'));
  expect(nowhere.text).toMatch(
    /WRONG {2}the sample finding is lost: .* no publishing destination$/,
  );
  expect(nowhere.code).toBe(8);
}, 60_000);

async function settingsAs(arn: string) {
  const sts = new STSClient(settingsOf(server.management));
  return { ...settingsOf(server.management), credentials: await assume(sts, arn) };
}
