/** `vedette fleet` over twenty accounts in two Regions of a real server. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sdk from '@aws-sdk/client-guardduty';
import * as iam from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { fleetCommand } from '../../src/cli/fleet.ts';
import { allow, document, iamOf, settingsOf, trust } from './iam-account.ts';
import { type TestAccount, VedetteServer } from './vedette-server.ts';

const REGIONS = ['eu-west-1', 'us-east-1'];
const ROLE = 'GuardDutyOperations';
const ADMINISTRATOR = '012345678901';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}
type Row = Readonly<Record<string, unknown>>;

describe('a fleet of twenty accounts', () => {
  let server: VedetteServer;
  let administrator: TestAccount;
  let accounts: TestAccount[];
  let folder: string;
  beforeAll(async () => {
    server = await VedetteServer.start();
    folder = mkdtempSync(join(tmpdir(), 'vedette-fleet-'));
    administrator = await server.account(ADMINISTRATOR);
    accounts = [];
    for (let n = 10; n < 30; n += 1) accounts.push(await server.account(`1111222233${n}`));
    for (const account of accounts.slice(1)) await makeRole(account);
    const lines = accounts.map(({ accountId, email }) => `${accountId},${email}`);
    writeFileSync(file('accounts.csv'), `${lines.join('\n')}\n`);
    writeFileSync(file('console.csv'), `Account ID,Email\r\n${lines.join('\r\n')}\r\n`);
    await configure();
    vi.stubEnv('HOME', folder);
  }, 120_000);
  afterAll(async () => {
    vi.unstubAllEnvs();
    await server?.stop();
    rmSync(folder, { recursive: true });
  });

  const file = (name: string) => join(folder, name);
  const guardduty = ({ caller }: TestAccount, region: string) =>
    new sdk.GuardDutyClient({ ...settingsOf({ caller } as TestAccount), region });

  /** The same role everywhere, which trusts the administrator's account. */
  async function makeRole(account: TestAccount): Promise<void> {
    const AssumeRolePolicyDocument = trust({ AWS: `arn:aws:iam::${ADMINISTRATOR}:root` });
    const role = { RoleName: ROLE, AssumeRolePolicyDocument };
    await iamOf(account).send(new iam.CreateRoleCommand(role));
    const PolicyArn = 'arn:aws:iam::aws:policy/AmazonGuardDutyFullAccess_v2';
    await iamOf(account).send(new iam.AttachRolePolicyCommand({ RoleName: ROLE, PolicyArn }));
  }

  /** A user of the administrator's account, as `aws configure --profile operations` leaves it. */
  async function configure(): Promise<void> {
    const client = iamOf(administrator);
    const UserName = 'operator';
    await client.send(new iam.CreateUserCommand({ UserName }));
    const PolicyDocument = document(allow('guardduty:*', 'sts:AssumeRole', 's3:*'));
    const policy = { UserName, PolicyName: 'own', PolicyDocument };
    await client.send(new iam.PutUserPolicyCommand(policy));
    const { AccessKey: key } = await client.send(new iam.CreateAccessKeyCommand({ UserName }));
    mkdirSync(file('.aws'));
    writeFileSync(
      file('.aws/credentials'),
      `[operations]\naws_access_key_id = ${key?.AccessKeyId}\n` +
        `aws_secret_access_key = ${key?.SecretAccessKey}\n`,
    );
    writeFileSync(file('.aws/config'), '[profile operations]\nregion = us-east-1\n');
  }

  const place = () => ['--endpoint-url', server.vedette.url, '--profile', 'operations'];

  /** Runs the command in this process, as the command line does. */
  async function fleet(line: string): Promise<Ran> {
    const said: string[] = [];
    const quiet = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const listening = vi.spyOn(console, 'log').mockImplementation((text) => void said.push(text));
    try {
      await fleetCommand().parseAsync([...line.split(' '), ...place()], { from: 'user' });
      return { code: Number(process.exitCode ?? 0), out: said.join('\n'), err: '' };
    } catch (error) {
      return { code: 1, out: said.join('\n'), err: String(error) };
    } finally {
      process.exitCode = undefined;
      for (const spy of [quiet, listening]) spy.mockRestore();
    }
  }

  /** Runs it in a process of its own, which is killed when this is on its standard error. */
  function killedFleet(line: string, killAt: string): Promise<NodeJS.Signals | null> {
    const args = ['--import', 'tsx', 'src/cli/vedette.ts', 'fleet', ...line.split(' '), ...place()];
    const child = spawn(process.execPath, args, {
      env: { PATH: process.env.PATH, HOME: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk;
      if (said.includes(killAt)) child.kill('SIGKILL');
    });
    return new Promise((resolve) => child.on('close', (_code, signal) => resolve(signal)));
  }

  const common = (list = 'accounts.csv') =>
    `${file(list)} --administrator ${ADMINISTRATOR} --role-name ${ROLE} --regions ${REGIONS}`;

  async function rows(line: string, code = 3): Promise<Row[]> {
    const ran = await fleet(`${line} --format json`);
    expect({ code: ran.code, err: ran.code === code ? '' : ran.err }).toEqual({ code, err: '' });
    return JSON.parse(ran.out) as Row[];
  }
  const outcomes = (found: readonly Row[]) => {
    const counts: Record<string, number> = {};
    for (const { outcome } of found) counts[`${outcome}`] = (counts[`${outcome}`] ?? 0) + 1;
    return counts;
  };
  async function detectors(): Promise<number> {
    const all = [administrator, ...accounts].flatMap((account) =>
      REGIONS.map(async (region) => {
        const list = new sdk.ListDetectorsCommand({});
        return (await guardduty(account, region).send(list)).DetectorIds?.length ?? 0;
      }),
    );
    return (await Promise.all(all)).reduce((sum, count) => sum + count, 0);
  }
  const digests = () =>
    Promise.all(
      [administrator, ...accounts].map(({ accountId }) => server.vedette.store.digest(accountId)),
    );
  async function detectorOf(account: TestAccount, region: string): Promise<string> {
    const { DetectorIds } = await guardduty(account, region).send(new sdk.ListDetectorsCommand({}));
    return DetectorIds?.[0] ?? '';
  }

  test('is planned without a change', async () => {
    const ran = await fleet(`enable ${common()} --dry-run --detailed-exitcode`);
    expect(ran.code).toBe(3);
    expect(ran.out).toContain(
      'planned  111122223311 in eu-west-1, us-east-1: create-detector, add-member, invite, accept',
    );
    expect(await detectors()).toBe(0);
  });

  test.each([
    ['--detailed-exitcode', '--detailed-exitcode needs --dry-run'],
    ['--accounts console.csv', 'Which list: console.csv or'],
    ['--dry-run --endpoint-url https://example.com/path', 'The endpoint'],
  ])('is refused with %s, before anything is done', async (more, words) => {
    expect(await fleet(`enable ${common()} ${more}`)).toMatchObject({
      ...{ code: 1, err: expect.stringContaining(words) },
    });
    expect(await detectors()).toBe(0);
  });

  test('is left half done by a kill, and finished by the same command', async () => {
    const message = '--message Account_{account},_please_join.';
    expect(await killedFleet(`enable ${common()} ${message}`, 'invite in 19')).toBe('SIGKILL');
    const { members } = server.vedette.store;
    const page = { onlyAssociated: false, limit: 50 };
    const invited = await Promise.all(
      REGIONS.map((region) => members.listOfAdministrator(ADMINISTRATOR, region, page)),
    );
    const messages = invited.flat().filter(({ invitation }) => invitation !== undefined);
    expect(messages.length).toBeGreaterThanOrEqual(19);
    for (const { accountId, invitation } of messages) {
      expect(invitation?.message).toBe(`Account_${accountId},_please_join.`);
    }

    const found = await rows(`enable ${common('console.csv')} ${message}`);
    const { failed, ...others } = outcomes(found);
    expect(failed).toBe(2);
    expect((others.changed ?? 0) + (others.unchanged ?? 0)).toBe(40);
    // The one without the role is named; all others are members, with it or without.
    expect(found.filter(({ outcome }) => outcome === 'failed')).toEqual(
      REGIONS.map((region) =>
        expect.objectContaining({
          ...{ account: '111122223310', region },
          cause: `the role ${ROLE} cannot be taken: it is not there, or does not trust the caller`,
        }),
      ),
    );
    expect(await detectors()).toBe(40);
    for (const region of REGIONS) {
      const DetectorId = await detectorOf(administrator, region);
      const list = new sdk.ListMembersCommand({ DetectorId, OnlyAssociated: 'true' });
      const { Members: members = [] } = await guardduty(administrator, region).send(list);
      expect(members.filter((one) => one.RelationshipStatus === 'Enabled')).toHaveLength(19);
    }
  });

  test('is left as it is by a second run', async () => {
    const before = await digests();
    expect(outcomes(await rows(`enable ${common()}`))).toEqual({ unchanged: 40, failed: 2 });
    expect(await digests()).toEqual(before);
  });

  test('shows its findings to the administrator, each in its own Region', async () => {
    const [, member] = accounts as [TestAccount, TestAccount];
    const FindingTypes = ['Recon:EC2/PortProbeUnprotectedPort'];
    const own = await detectorOf(member, 'eu-west-1');
    const sample = new sdk.CreateSampleFindingsCommand({ DetectorId: own, FindingTypes });
    await guardduty(member, 'eu-west-1').send(sample);
    for (const region of REGIONS) {
      const client = guardduty(administrator, region);
      const DetectorId = await detectorOf(administrator, region);
      const { FindingIds = [] } = await client.send(new sdk.ListFindingsCommand({ DetectorId }));
      expect(FindingIds).toHaveLength(region === 'eu-west-1' ? 1 : 0);
      if (FindingIds.length === 0) continue;
      const get = new sdk.GetFindingsCommand({ DetectorId, FindingIds });
      const { Findings } = await client.send(get);
      expect(Findings?.[0]).toMatchObject({ AccountId: member.accountId, Region: region });
    }
  });

  test('has its features changed, once', async () => {
    const change = '--enable S3_DATA_EVENTS --disable EKS_AUDIT_LOGS,RDS_LOGIN_EVENTS';
    const first = await rows(`update ${common()} ${change}`);
    expect(outcomes(first)).toEqual({ changed: 38, unchanged: 2, failed: 2 });
    expect(first.find(({ outcome }) => outcome === 'failed')).toMatchObject({
      cause: expect.stringContaining('enable it first'),
    });
    const again = await rows(`update ${common()} ${change}`);
    expect(outcomes(again)).toEqual({ unchanged: 40, failed: 2 });
    const DetectorId = await detectorOf(administrator, 'us-east-1');
    const AccountIds = [accounts[5]?.accountId ?? ''];
    const { MemberDataSourceConfigurations: found } = await guardduty(
      administrator,
      'us-east-1',
    ).send(new sdk.GetMemberDetectorsCommand({ DetectorId, AccountIds }));
    expect(found?.[0]?.Features).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ Name: 'S3_DATA_EVENTS', Status: 'ENABLED' }),
        expect.objectContaining({ Name: 'EKS_AUDIT_LOGS', Status: 'DISABLED' }),
      ]),
    );
  });

  test('is shown, from a list in a bucket', async () => {
    const s3 = new S3Client({ ...settingsOf(administrator), forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: 'lists' }));
    const Body = accounts.map(({ accountId }) => accountId).join('\n');
    await s3.send(new PutObjectCommand({ Bucket: 'lists', Key: 'all/accounts.csv', Body }));
    const listed = common().replace(file('accounts.csv'), '--accounts s3://lists/all/accounts.csv');
    const found = await rows(`status ${listed}`);
    expect(found.filter((row) => row.relationship === 'Enabled')).toHaveLength(38);
    const absent = await fleet(`status ${listed.replace('all/', 'none/')}`);
    expect(absent).toMatchObject({ code: 1, err: expect.stringContaining('NoSuchKey') });
  });

  test('is parted and switched off by the words of the scripts', async () => {
    const words = `--master_account ${ADMINISTRATOR} --assume_role ${ROLE} --delete_master`;
    const line = `disable ${words} --enabled_regions ${REGIONS} ${file('accounts.csv')}`;
    expect(await fleet(line)).toMatchObject({
      code: 1,
      err: expect.stringContaining('Nobody is there to be asked: give --yes'),
    });
    expect(await detectors()).toBe(40);
    const ran = await fleet(`${line} --yes`);
    expect(ran.code).toBe(3);
    expect(ran.out).toContain(
      'changed  111122223311 in eu-west-1, us-east-1: disassociate, forget-member, delete-detector',
    );
    expect(ran.out).toContain(`changed  ${ADMINISTRATOR} in eu-west-1, us-east-1: delete-detector`);
    expect(await detectors()).toBe(0);
    const again = await rows(`${line} --yes`);
    expect(outcomes(again)).toEqual({ unchanged: 40, failed: 2 });
  });

  test('is every Region of the partition unless Regions are named', async () => {
    const one = file('one.csv');
    writeFileSync(one, `${accounts[1]?.accountId}\n`);
    const who = `--administrator ${ADMINISTRATOR} --role-name ${ROLE}`;
    const found = await rows(`status ${one} ${who}`, 0);
    expect(new Set(found.map(({ region }) => region)).size).toBe(34);
  });
});
