/** One role of one name in every account, and trusted access, as the aws CLI goes about them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommandLine } from './command-line.ts';
import { makeOrganization, type Principal } from './organization.ts';
import { programIsThere } from './presence.ts';
import { Vedette } from './vedette.ts';

const there = programIsThere('aws', ['--version'], 'the shared role and trusted access');
const ROLE = 'ManageGuardDuty';
const FULL_ACCESS = 'arn:aws:iam::aws:policy/AmazonGuardDutyFullAccess';

describe.skipIf(!there)('permissions by the aws CLI', () => {
  let vedette: Vedette;
  let management: CommandLine;
  let accounts: Record<string, Principal>;
  beforeAll(async () => {
    vedette = await Vedette.start();
    accounts = await makeOrganization(vedette, ['first', 'second']);
    management = new CommandLine(vedette, vedette.root);
  });
  afterAll(() => vedette?.stop());

  /** Makes the role in an account, and takes it from the management account. */
  async function roleIn(account: Principal): Promise<CommandLine> {
    const own = new CommandLine(vedette, account);
    const AWS = `arn:aws:iam::${vedette.root.accountId}:root`;
    const statement = { Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' };
    const trust = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const role = ['--role-name', ROLE];
    await own.text('iam', 'create-role', ...role, '--assume-role-policy-document', trust);
    await own.text('iam', 'attach-role-policy', ...role, '--policy-arn', FULL_ACCESS);
    const arn = `arn:aws:iam::${account.id}:role/${ROLE}`;
    const { Credentials: taken } = await management.json<{
      Credentials: Record<'AccessKeyId' | 'SecretAccessKey' | 'SessionToken', string>;
    }>('sts', 'assume-role', '--role-arn', arn, '--role-session-name', 'walk');
    const { AccessKeyId: key, SecretAccessKey: secret, SessionToken: token } = taken;
    return new CommandLine(vedette, { ...account, key, secret, token });
  }

  test('both managed policies are there, and one role name manages every account', async () => {
    for (const arn of [FULL_ACCESS, `${FULL_ACCESS}_v2`]) {
      const query = ['--query', 'Policy.Arn'];
      expect(await management.json('iam', 'get-policy', '--policy-arn', arn, ...query)).toBe(arn);
    }
    for (const name of ['first', 'second']) {
      const account = accounts[name];
      if (account === undefined) throw new Error(`no account ${name}`);
      const manager = await roleIn(account);
      const id = ['--query', 'DetectorId'];
      expect(await manager.json('guardduty', 'create-detector', '--enable', ...id)).toMatch(
        /^[0-9a-f]{32}$/,
      );
      const elsewhere = await manager.run('s3api', 'list-buckets');
      expect(elsewhere.stderr).toContain('AccessDenied');
      const link = ['iam', 'create-service-linked-role', '--aws-service-name'];
      const made = await manager.run(...link, 'malware-protection.guardduty.amazonaws.com');
      expect(made.code, made.stderr).toBe(0);
      const refused = await manager.run(...link, 'organizations.amazonaws.com');
      expect(refused.stderr).toContain('is not authorized to perform: iam:CreateServiceLinkedRole');
    }
  });

  test('trusted access is given, listed and taken back', async () => {
    const service = ['--service-principal', 'guardduty.amazonaws.com'];
    const listed = () =>
      management.json<string[]>(
        ...['organizations', 'list-aws-service-access-for-organization'],
        ...['--query', 'EnabledServicePrincipals[].ServicePrincipal'],
      );
    await management.text('organizations', 'enable-aws-service-access', ...service);
    expect(await listed()).toContain('guardduty.amazonaws.com');
    const stranger = new CommandLine(vedette, accounts.first ?? vedette.root);
    const refused = await stranger.run('organizations', 'disable-aws-service-access', ...service);
    expect(refused.stderr).toContain('AccessDeniedException');
    await management.text('organizations', 'disable-aws-service-access', ...service);
    expect(await listed()).not.toContain('guardduty.amazonaws.com');
  });
});
