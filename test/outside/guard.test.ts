/**
 * The guard with holes and the rendered one, each attached to a unit: what the aws CLI is told by
 * every call, held against what lint and simulate say of the file.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guardduty } from '../../src/api/wire/guardduty.ts';
import { bodies, labels } from '../../src/baseline/verify/attempts.ts';
import { CommandLine } from './command-line.ts';
import { makeOrganization, type Principal } from './organization.ts';
import { pathIsThere, programIsThere } from './presence.ts';
import { Vedette } from './vedette.ts';

const there = programIsThere('aws', ['--version'], 'guards with the aws CLI');
const HOLES = 'src/baseline/fixtures/guard-with-holes.json';
/** Somebody's article, where it lies beside the checkout, with the guard that HOLES is after. */
const ARTICLE = '../shared/mission/2-on-every-new-account.ja.txt';
const articleIsThere = pathIsThere(ARTICLE, 'the guard of the article');
/** Every call starts a CLI, which takes seconds on a busy machine. */
const MINUTES = 8 * 60_000;
const SPARED = [
  ...['stacksets-exec-0123456789abcdef', 'admin-role', 'GuardDutyLambdaRole'],
  'guardduty-exporter-us-east-1',
];
const OPEN = [
  ...['AcceptAdministratorInvitation', 'AcceptInvitation', 'CreateDetector', 'CreateMembers'],
  ...['CreatePublishingDestination', 'InviteMembers', 'UpdateFindingsFeedback'],
  'UpdateMalwareScanSettings',
];

interface Simulated {
  readonly action: string;
  readonly allowed: boolean;
  readonly why: string;
}

describe.skipIf(!there)('a guard, attached', () => {
  let vedette: Vedette;
  let management: CommandLine;
  let member: Principal;
  let unit: string;
  let organizationId: string;
  let sixteen: string[];

  beforeAll(async () => {
    vedette = await Vedette.start();
    const accounts = await makeOrganization(vedette, ['member']);
    member = accounts.member as Principal;
    management = new CommandLine(vedette, vedette.root);
    const organizations = (...args: string[]) => management.json<string>('organizations', ...args);
    organizationId = await organizations('describe-organization', '--query', 'Organization.Id');
    const root = await organizations('list-roots', '--query', 'Roots[0].Id');
    const made = ['create-organizational-unit', '--parent-id', root, '--name', 'guarded'];
    unit = await organizations(...made, '--query', 'OrganizationalUnit.Id');
    const type = ['--policy-type', 'SERVICE_CONTROL_POLICY'];
    await organizations('enable-policy-type', '--root-id', root, ...type);
    const move = ['move-account', '--account-id', member.id, '--source-parent-id', root];
    await management.text('organizations', ...move, '--destination-parent-id', unit);
    const own = new CommandLine(vedette, member);
    await own.text('guardduty', 'create-detector', '--enable');
    for (const name of ['developer', ...SPARED]) await makeRole(own, name);
    sixteen = JSON.parse(await readFile(HOLES, 'utf8')).Statement[0].Action.map(bare);
  }, MINUTES);
  afterAll(() => vedette?.stop());

  async function makeRole(own: CommandLine, name: string): Promise<void> {
    const statement = (more: object) => ({
      ...{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...more }] },
    });
    const trusts = { Principal: { AWS: vedette.root.accountId }, Action: 'sts:AssumeRole' };
    const trust = await own.file('trust.json', statement(trusts));
    const all = await own.file('all.json', statement({ Action: '*', Resource: '*' }));
    const role = ['--role-name', name];
    await own.text('iam', 'create-role', ...role, '--assume-role-policy-document', trust);
    const policy = ['--policy-name', 'all', '--policy-document', all];
    await own.text('iam', 'put-role-policy', ...role, ...policy);
  }

  const roleArn = (name: string) => `arn:aws:iam::${member.id}:role/${name}`;

  async function as(name: string): Promise<CommandLine> {
    const { endpoint, root } = vedette;
    const sts = new STSClient({ endpoint, region: 'us-east-1', credentials: root });
    const asked = { RoleArn: roleArn(name), RoleSessionName: 'guard' };
    const { Credentials: given } = await sts.send(new AssumeRoleCommand(asked));
    const {
      AccessKeyId: key = '',
      SecretAccessKey: secret = '',
      SessionToken: token = '',
    } = given ?? {};
    return new CommandLine(vedette, { ...{ id: member.id, email: '', key, secret, token } });
  }

  /** Does a guard deny this call, made with the aws CLI on what nobody has? */
  async function isDenied(who: CommandLine, action: string): Promise<boolean> {
    const named = [...(guardduty.operations[action]?.http?.uri.matchAll(/\{(\w+)\}/g) ?? [])].map(
      ([, label = '']) => [label, labels[label]],
    );
    const input = { ...(capitalised(bodies[action]) as object), ...Object.fromEntries(named) };
    const file = await who.file(`${action}.json`, input);
    const { code, stderr } = await who.run('guardduty', dashed(action), '--cli-input-json', file);
    // What is let through is about nothing that there is.
    if (code !== 0 && !/An error occurred \(\w+\) when calling/.test(stderr)) {
      throw new Error(`${action}: ${stderr}`);
    }
    return /AccessDenied.* with an explicit deny in a service control policy/.test(stderr);
  }

  async function deniedOf(who: CommandLine, actions: readonly string[]): Promise<string[]> {
    const denied: string[] = [];
    for (const action of actions) if (await isDenied(who, action)) denied.push(action);
    return denied;
  }

  async function under<T>(file: string, work: () => Promise<T>): Promise<T> {
    const policy = ['--type', 'SERVICE_CONTROL_POLICY', '--name', 'guard', '--description', 'g'];
    const made = ['create-policy', ...policy, '--content', `file://${file}`];
    const query = ['--query', 'Policy.PolicySummary.Id'];
    const id = await management.json<string>('organizations', ...made, ...query);
    const target = ['--policy-id', id, '--target-id', unit];
    await management.text('organizations', 'attach-policy', ...target);
    try {
      return await work();
    } finally {
      await management.text('organizations', 'detach-policy', ...target);
      await management.text('organizations', 'delete-policy', '--policy-id', id);
    }
  }

  async function simulated(file: string, role: string): Promise<Simulated[]> {
    const actions = sixteen.map((name) => `guardduty:${name}`).join();
    const words = ['--scp', file, '--principal', roleArn(role), '--action', actions];
    const ran = await vedette.run(['baseline', 'simulate', ...words, '--format', 'json']);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    return JSON.parse(ran.stdout);
  }

  async function remarks(file: string, wanted = 'B01'): Promise<string[]> {
    const ran = await vedette.run(['baseline', 'lint', file, '--format', 'json']);
    const found: { rule: string; message: string }[] = JSON.parse(ran.stdout);
    return found.filter(({ rule }) => rule === wanted).map(({ message }) => message);
  }

  /** Calls, lint and simulate agree: it denies eight of its sixteen actions. */
  async function expectHalf(file: string, sid: string): Promise<void> {
    const [{ Action: named }] = JSON.parse(await readFile(file, 'utf8')).Statement;
    expect(named.map(bare)).toEqual(sixteen);
    expect(sixteen).toHaveLength(16);
    const developer = await as('developer');
    const denied = await under(file, () => deniedOf(developer, sixteen));
    expect(sixteen.filter((action) => !denied.includes(action))).toEqual(OPEN);
    const said = await simulated(file, 'developer');
    expect(said.filter(({ allowed }) => allowed).map(({ action }) => bare(action))).toEqual(OPEN);
    expect(new Set(said.filter(({ allowed }) => !allowed).map(({ why }) => why))).toEqual(
      new Set([`denied by statement 1 (${sid}) of ${basename(file)}`]),
    );
    expect((await remarks(file)).map((message) => bare(message.split(' ')[0] ?? ''))).toEqual(OPEN);
  }

  test(
    'with holes denies eight of its sixteen actions, as lint and simulate say',
    {
      timeout: MINUTES,
    },
    () => expectHalf(HOLES, 'KeepGuardDuty'),
  );

  test.skipIf(!articleIsThere)(
    'of the article denies the same eight, by one Sid of two',
    {
      timeout: MINUTES,
    },
    async () => {
      const [policy = ''] =
        /^\{\n"Version"[\s\S]*?^\}\]\n\}$/m.exec(await readFile(ARTICLE, 'utf8')) ?? [];
      const file = join(vedette.folder, 'of-the-article.json');
      await writeFile(file, policy);
      await expectHalf(file, 'DenyUpdateAndDisableGuardDuty');
      expect(await remarks(file, 'B02')).toHaveLength(1);
    },
  );

  test('as rendered denies all of them, spares the exempt roles, and verify proves it', {
    timeout: MINUTES,
  }, async () => {
    const folder = join(vedette.folder, 'baseline');
    const rendered = await vedette.run([
      ...['baseline', 'render', '--out', folder, '--organization-id', organizationId],
      ...['--log-archive-account', member.id, '--audit-account', member.id, '--unit', unit],
      ...['--regions', 'us-east-1', '--exempt-role', 'admin-role,GuardDutyLambdaRole'],
    ]);
    expect(rendered).toMatchObject({ code: 0, stderr: '' });
    const file = join(folder, 'guard.scp.json');
    const developer = await as('developer');
    await under(file, async () => {
      expect(await deniedOf(developer, sixteen)).toEqual(sixteen);
      for (const name of SPARED) {
        expect(await deniedOf(await as(name), ['CreateMembers', 'DeleteFilter'])).toEqual([]);
      }
      const exempt = SPARED.flatMap((name) => ['--exempt-role', roleArn(name)]);
      const roles = ['--member-role', roleArn('developer'), ...exempt];
      const words = ['baseline', 'verify', '--endpoint', vedette.endpoint, ...roles];
      const proved = await vedette.run(words, vedette.root);
      expect(proved).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/the guard holds\n$/),
      });
    });
    const said = await simulated(file, 'developer');
    expect(new Set(said.map(({ why }) => why))).toEqual(
      new Set(['denied by statement 1 (KeepGuardDuty) of guard.scp.json']),
    );
    for (const name of SPARED) {
      expect((await simulated(file, name)).every(({ allowed }) => allowed)).toBe(true);
    }
    expect(await remarks(file)).toEqual([]);
  });
});

const bare = (action: string) => action.replace('guardduty:', '');

/** `CreateIPSet` is `create-ip-set` to the CLI. */
function dashed(action: string): string {
  return action
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}

/** The wire's names as the CLI takes them. */
function capitalised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitalised);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.charAt(0).toUpperCase() + name.slice(1),
      capitalised(inner),
    ]),
  );
}
