/** `aws cloudformation deploy` and what comes of it, and what cfn-lint says of our templates. */
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommandLine } from './command-line.ts';
import { programIsThere } from './presence.ts';
import { type Key, run, Vedette } from './vedette.ts';

const there = programIsThere('aws', ['--version'], 'stacks with the aws CLI');
const linterIsThere = programIsThere('cfn-lint', ['--version'], "cfn-lint's verdict on templates");
const EXAMPLES = 'docs/examples';
const ROLES = `${EXAMPLES}/roles-for-many-accounts.yaml`;
const ADMINISTRATOR = '111122223333';
const MEMBER = '444455556666';
/** Every call starts a CLI, which takes seconds on a busy machine. */
const MINUTES = 5 * 60_000;

interface Drift {
  readonly LogicalResourceId: string;
}

describe.skipIf(!there)('aws cloudformation deploy', () => {
  let vedette: Vedette;
  let administrator: CommandLine;
  let member: CommandLine;
  beforeAll(async () => {
    vedette = await Vedette.start();
    const account = async (id: string) =>
      new CommandLine(vedette, await vedette.createAccount(id, `${id}@example.com`));
    administrator = await account(ADMINISTRATOR);
    member = await account(MEMBER);
  });
  afterAll(() => vedette?.stop());

  const deploy = (aws: CommandLine, template: string, name: string, ...more: string[]) =>
    aws.run(
      ...['cloudformation', 'deploy', '--template-file', template, '--stack-name', name],
      ...more,
    );
  /** Without those that services keep for themselves, which stay when a detector goes. */
  const roles = (aws: CommandLine) =>
    aws.json<string[]>(
      ...[
        'iam',
        'list-roles',
        '--query',
        "Roles[?!starts_with(Path, '/aws-service-role/')].RoleName",
      ],
    );
  const statusOf = (aws: CommandLine, name: string) =>
    aws.json<string>(
      ...['cloudformation', 'describe-stacks', '--stack-name', name],
      ...['--query', 'Stacks[0].StackStatus'],
    );
  const NAMED = ['--capabilities', 'CAPABILITY_NAMED_IAM', '--no-fail-on-empty-changeset'];
  const OVERRIDES = ['--parameter-overrides', `AdministratorAccountId=${ADMINISTRATOR}`];

  test('makes the roles of AWS sample scripts, and an instance profile where it belongs', {
    timeout: MINUTES,
  }, async () => {
    const refused = await deploy(member, ROLES, 'roles', ...OVERRIDES);
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain('Requires capabilities : [CAPABILITY_NAMED_IAM]');
    for (const aws of [administrator, member]) {
      const made = await deploy(aws, ROLES, 'roles', ...NAMED, ...OVERRIDES);
      expect(made).toMatchObject({ code: 0, stderr: '' });
      expect(made.stdout).toContain('Successfully created/updated stack - roles');
    }
    expect(await roles(member)).toEqual(['ManageGuardDuty']);
    expect(await roles(administrator)).toEqual(['ManageGuardDuty', 'ManageGuardDutyFromInstance']);
    const profile = ['get-instance-profile', '--instance-profile-name'];
    expect(
      await administrator.json(
        ...['iam', ...profile, 'ManageGuardDutyFromInstance'],
        ...['--query', 'InstanceProfile.Roles[].RoleName'],
      ),
    ).toEqual(['ManageGuardDutyFromInstance']);
    // The template lies in a bucket this time, as long ones have to.
    await member.text('s3', 'mb', 's3://templates-of-the-member');
    const stored = ['--s3-bucket', 'templates-of-the-member', '--s3-prefix', 'cloud formation'];
    const again = await deploy(member, ROLES, 'roles', ...NAMED, ...OVERRIDES, ...stored);
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toContain('No changes to deploy. Stack roles is up to date');
  });

  test('makes a role that really manages GuardDuty, for its administrator and nobody else', {
    timeout: MINUTES,
  }, async () => {
    const session = async (of: CommandLine, accountId: string) => {
      const user = await operatorOf(of, accountId);
      const role = `arn:aws:iam::${MEMBER}:role/ManageGuardDuty`;
      const named = ['--role-arn', role, '--role-session-name', 'outside'];
      return user.run('sts', 'assume-role', ...named, '--query', 'Credentials');
    };
    const taken = await session(administrator, ADMINISTRATOR);
    expect(taken).toMatchObject({ code: 0, stderr: '' });
    const {
      AccessKeyId: key,
      SecretAccessKey: secret,
      SessionToken: token,
    } = JSON.parse(taken.stdout);
    const manager = new CommandLine(vedette, { id: MEMBER, email: '', key, secret, token });
    await manager.text('guardduty', 'create-detector', '--enable');
    expect(await member.json('guardduty', 'list-detectors', '--query', 'length(DetectorIds)')).toBe(
      1,
    );
    const other = await vedette.createAccount('123456789012', '123456789012@example.com');
    const refused = await session(new CommandLine(vedette, other), '123456789012');
    expect(refused.stderr).toContain('AccessDenied');
  });

  async function operatorOf(aws: CommandLine, accountId: string): Promise<CommandLine> {
    const named = ['--user-name', 'operator'];
    const Statement = [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }];
    const policy = await aws.file('operator.json', { Version: '2012-10-17', Statement });
    await aws.text('iam', 'create-user', ...named);
    const document = ['--policy-name', 'assume', '--policy-document', policy];
    await aws.text('iam', 'put-user-policy', ...named, ...document);
    const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey } = await aws.json<{
      AccessKeyId: string;
      SecretAccessKey: string;
    }>('iam', 'create-access-key', ...named, '--query', 'AccessKey');
    const key: Key = { accountId, accessKeyId, secretAccessKey };
    return new CommandLine(vedette, key);
  }

  test('of a stack that fails leaves nothing behind', { timeout: MINUTES }, async () => {
    const before = await roles(administrator);
    const template = await administrator.file('fails.json', {
      Resources: {
        Detector: { Type: 'AWS::GuardDuty::Detector', Properties: { Enable: true } },
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: { AssumeRolePolicyDocument: { Statement: [] } },
        },
        Filter: {
          Type: 'AWS::GuardDuty::Filter',
          Properties: {
            DetectorId: { Ref: 'Detector' },
            Name: 'no spaces here',
            FindingCriteria: { Criterion: { severity: { Gte: 4 } } },
          },
        },
      },
    });
    const path = template.replace('file://', '');
    const failed = await deploy(administrator, path, 'fails', '--capabilities', 'CAPABILITY_IAM');
    expect(failed.code).not.toBe(0);
    expect(failed.stderr).toContain('Failed to create/update the stack');
    expect(await statusOf(administrator, 'fails')).toBe('ROLLBACK_COMPLETE');
    const events = await administrator.json<string[]>(
      ...['cloudformation', 'describe-stack-events', '--stack-name', 'fails', '--query'],
      "StackEvents[?ResourceStatus=='CREATE_FAILED'].LogicalResourceId",
    );
    expect(events).toHaveLength(1);
    expect(await roles(administrator)).toEqual(before);
    const detectors = ['list-detectors', '--query', 'DetectorIds'];
    expect(await administrator.json('guardduty', ...detectors)).toEqual([]);
  });

  test('shows what was changed by hand since', { timeout: MINUTES }, async () => {
    const drift = async () => {
      const id = await member.json<string>(
        ...['cloudformation', 'detect-stack-drift', '--stack-name', 'roles'],
        ...['--query', 'StackDriftDetectionId'],
      );
      return member.json<string>(
        ...['cloudformation', 'describe-stack-drift-detection-status'],
        ...['--stack-drift-detection-id', id, '--query', 'StackDriftStatus'],
      );
    };
    expect(await drift()).toBe('IN_SYNC');
    const attach = ['attach-role-policy', '--role-name', 'ManageGuardDuty', '--policy-arn'];
    await member.text('iam', ...attach, 'arn:aws:iam::aws:policy/ReadOnlyAccess');
    expect(await drift()).toBe('DRIFTED');
    const [role, ...more] = await member.json<Drift[]>(
      ...['cloudformation', 'describe-stack-resource-drifts', '--stack-name', 'roles'],
      ...['--query', 'StackResourceDrifts'],
    );
    expect({ role, more }).toMatchObject({
      role: {
        ...{ LogicalResourceId: 'Role', StackResourceDriftStatus: 'MODIFIED' },
        PropertyDifferences: [{ PropertyPath: '/ManagedPolicyArns/1', DifferenceType: 'ADD' }],
      },
      more: [],
    });
  });
});

describe.skipIf(!linterIsThere)('cfn-lint finds nothing in', () => {
  const lint = (path: string) => run('cfn-lint', ['--format', 'parseable', path], process.env);
  const clean = { code: 0, stdout: '', stderr: '' };

  test.each(readdirSync(EXAMPLES))('the example %s', { timeout: MINUTES }, async (name) => {
    expect(await lint(join(EXAMPLES, name))).toEqual(clean);
  });

  test('all that a baseline is rendered to', { timeout: MINUTES }, async () => {
    const out = await mkdtemp(join(tmpdir(), 'vedette-rendered-'));
    try {
      const rendered = await run(
        process.execPath,
        [
          ...['dist/vedette.js', 'baseline', 'render', '--out', out],
          ...['--organization-id', 'o-exampleorg1', '--log-archive-account', MEMBER],
          ...['--audit-account', ADMINISTRATOR, '--unit', 'ou-abcd-12345678'],
          ...['--regions', 'us-east-1,eu-west-1'],
        ],
        process.env,
      );
      expect(rendered).toMatchObject({ code: 0, stderr: '' });
      const templates = readdirSync(out).filter((name) => name.endsWith('.yaml'));
      expect(templates.length).toBeGreaterThan(2);
      for (const name of templates)
        expect({ name, ...(await lint(join(out, name))) }).toEqual({ name, ...clean });
    } finally {
      await rm(out, { recursive: true, force: true });
    }
  });

  test('and something in a template that is wrong', { timeout: MINUTES }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vedette-wrong-'));
    try {
      const path = join(folder, 'wrong.yaml');
      await writeFile(path, 'Resources: {D: {Type: "AWS::GuardDuty::Detector", Properties: {}}}');
      expect((await lint(path)).stdout).toContain("'Enable' is a required property");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
