/** `credentials`, `begin-session`, `audit export`: as an operator runs them against a server. */
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type OrganizationAccount,
  OrganizationServer,
} from '../../test/sdk/organization-server.ts';
import { systemClock } from '../lib/clock.ts';
import { auditCommand } from './audit.ts';
import { credentialsCommand } from './credentials.ts';

let server: OrganizationServer;
let member: OrganizationAccount;
let folder: string;
let keyFile: string;
beforeAll(async () => {
  server = await OrganizationServer.start();
  member = await server.account('member');
});
afterAll(() => server?.stop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-credentials-'));
  keyFile = join(folder, 'key.json');
  const { accessKeyId, secretAccessKey } = server.management.caller.credentials;
  const key = { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey };
  await writeFile(keyFile, JSON.stringify(key), { mode: 0o600 });
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION']) {
    vi.stubEnv(name, '');
  }
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const endpoint = () => ['--endpoint', server.vedette.url];

async function credentials(...args: string[]): Promise<Record<string, string | number>> {
  const printed: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => printed.push(line));
  await credentialsCommand().parseAsync([...endpoint(), ...args], { from: 'user' });
  return JSON.parse(printed.join('\n'));
}

async function arnOf(session: Record<string, string | number>): Promise<string | undefined> {
  const sts = new STSClient({
    endpoint: server.vedette.url,
    region: 'us-east-1',
    credentials: {
      accessKeyId: String(session.AccessKeyId),
      secretAccessKey: String(session.SecretAccessKey),
      sessionToken: String(session.SessionToken),
    },
  });
  return (await sts.send(new GetCallerIdentityCommand({}))).Arn;
}

describe('vedette credentials', () => {
  it('prints a session of a role, which the API takes until it ends', async () => {
    const of = ['--account-id', member.accountId, '--session-name', 'host'];
    const session = await credentials('--key-file', keyFile, ...of);
    expect(Object.keys(session)).toEqual([
      ...['Version', 'AccessKeyId', 'SecretAccessKey', 'SessionToken', 'Expiration'],
    ]);
    expect(session.Version).toBe(1);
    const name = `assumed-role/OrganizationAccountAccessRole/host`;
    expect(await arnOf(session)).toBe(`arn:aws:sts::${member.accountId}:${name}`);
    const left = Date.parse(String(session.Expiration)) - systemClock.now();
    expect(left).toBeGreaterThan(3_500_000);
    expect(left).toBeLessThanOrEqual(3_600_000);
  });

  it('prints a session of the key itself, from the environment too', async () => {
    const { accessKeyId, secretAccessKey } = server.management.caller.credentials;
    vi.stubEnv('AWS_ACCESS_KEY_ID', accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', secretAccessKey);
    const session = await credentials('--duration-seconds', '900');
    expect(await arnOf(session)).toBe(`arn:aws:iam::${server.management.accountId}:root`);
    expect(Date.parse(String(session.Expiration)) - systemClock.now()).toBeLessThanOrEqual(900_000);
  });

  it('repeats what STS says, readable again', async () => {
    const roleArn = `arn:aws:iam::${member.accountId}:role/a&b`;
    const call = credentials('--key-file', keyFile, '--role-arn', roleArn);
    await expect(call).rejects.toThrow(/The server refused with status 40\d: .*role\/a&b/);
    const none = credentials('--key-file', keyFile, '--role-arn', `${roleArn.slice(0, -3)}None`);
    await expect(none).rejects.toThrow('is not authorized to perform: sts:AssumeRole');
  });

  it('refuses a key file that others may read, or that holds no key', async () => {
    await chmod(keyFile, 0o640);
    await expect(credentials('--key-file', keyFile)).rejects.toThrow('may be read by others');
    await chmod(keyFile, 0o600);
    await writeFile(keyFile, '{"AccessKeyId":"AKIA"}');
    await expect(credentials('--key-file', keyFile)).rejects.toThrow('holds no key');
    await writeFile(keyFile, 'hush-hush');
    await expect(credentials('--key-file', keyFile)).rejects.toThrow(/key\.json is not JSON\.$/);
    const both = ['--role-arn', 'x', '--account-id', member.accountId];
    await writeFile(keyFile, '{"AccessKeyId":"AKIA","SecretAccessKey":"s"}');
    await expect(credentials('--key-file', keyFile, ...both)).rejects.toThrow('not by both');
  });
});

describe('vedette audit export', () => {
  async function exported(...args: string[]): Promise<string> {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const all = ['export', ...endpoint(), '--key-file', keyFile, ...args];
    await auditCommand().parseAsync(all, { from: 'user' });
    return (vi.mocked(process.stderr.write).mock.lastCall?.[0] ?? '') as string;
  }
  const output = () => join(folder, 'trail.json.gz');

  it('writes what CloudTrail delivers, whole, for its owner alone', async () => {
    const { guardduty } = server.management;
    const { ListDetectorsCommand } = await import('@aws-sdk/client-guardduty');
    for (let n = 0; n < 60; n += 1) await guardduty.send(new ListDetectorsCommand({}));
    const said = await exported('--output', output());
    expect((await stat(output())).mode & 0o777).toBe(0o600);
    const text = gunzipSync(await readFile(output())).toString();
    const { Records } = JSON.parse(text) as { Records: { eventName: string; eventID: string }[] };
    expect(said).toBe(`${Records.length} events of 1 Regions were written.\n`);
    const listed = Records.filter((record) => record.eventName === 'ListDetectors');
    expect(listed).toHaveLength(60);
    expect(new Set(Records.map((record) => record.eventID)).size).toBe(Records.length);
  });

  it('writes lines, of another account, Region and time', async () => {
    const lines = join(folder, 'trail.ndjson');
    const of = ['--account-id', member.accountId, '--format', 'ndjson', '--output', lines];
    await exported(...of, '--all-regions', '--start-time', '2020-01-01');
    const records = (await readFile(lines, 'utf8')).trim().split('\n');
    for (const line of records) {
      expect(JSON.parse(line)).toMatchObject({ recipientAccountId: member.accountId });
    }
    expect(records.join()).toContain('"AssumeRole"');
    expect(await exported(...of, '--end-time', '2020-01-01')).toContain('0 events');
    expect(await readFile(lines, 'utf8')).toBe('');
    expect(await exported('--output', output(), '--end-time', '2020-01-01')).toContain('0 events');
    const empty = gunzipSync(await readFile(output())).toString();
    expect(JSON.parse(empty)).toEqual({ Records: [] });
  });

  it('leaves what was there where it fails', async () => {
    await writeFile(output(), 'before');
    const wrong = ['--role-arn', `arn:aws:iam::${member.accountId}:role/None`];
    await expect(exported('--output', output(), ...wrong)).rejects.toThrow('status 403');
    await expect(exported('--output', join(folder, 'none', 'x'))).rejects.toThrow('ENOENT');
    expect(await readFile(output(), 'utf8')).toBe('before');
  });
});
