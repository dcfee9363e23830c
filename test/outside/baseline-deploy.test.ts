/** A baseline put in force by the command, over an organisation, as an operator does it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as guardduty from '@aws-sdk/client-guardduty';
import * as org from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeOrganization, type Principal } from './organization.ts';
import { Vedette } from './vedette.ts';

const REGIONS = ['us-east-1', 'eu-west-1'];
const MINUTES = 4 * 60_000;

describe('vedette baseline deploy', () => {
  let vedette: Vedette;
  let accounts: Record<string, Principal>;
  let organizations: org.Organizations;
  let layout: string[];
  beforeAll(async () => {
    vedette = await Vedette.start();
    accounts = await makeOrganization(vedette, ['archive', 'audit', 'one', 'two']);
    const { endpoint, root } = vedette;
    organizations = new org.Organizations({ endpoint, region: 'us-east-1', credentials: root });
    const { Roots } = await organizations.listRoots({});
    const ParentId = Roots?.[0]?.Id ?? '';
    const made = await organizations.createOrganizationalUnit({ ParentId, Name: 'workloads' });
    const unit = made.OrganizationalUnit?.Id ?? '';
    for (const name of ['one', 'two']) {
      const AccountId = accounts[name]?.id;
      const move = { AccountId, SourceParentId: ParentId, DestinationParentId: unit };
      await organizations.moveAccount(move);
    }
    const { Organization: own } = await organizations.describeOrganization({});
    layout = ['--organization-id', own?.Id ?? '', '--unit', unit, '--regions', REGIONS.join()];
    layout.push('--log-archive-account', accounts.archive?.id ?? '');
    layout.push('--audit-account', accounts.audit?.id ?? '', '--exempt-role', 'admin-role');
    layout.push('--endpoint-url', endpoint);
  }, MINUTES);
  afterAll(() => vedette?.stop());

  const deploy = (...more: string[]) =>
    vedette.run(['baseline', 'deploy', ...layout, ...more], vedette.root);

  const client = ({ key, secret, token }: Principal, region: string) =>
    new guardduty.GuardDuty({
      ...{ endpoint: vedette.endpoint, region },
      credentials: {
        ...{ accessKeyId: key, secretAccessKey: secret },
        ...(token && { sessionToken: token }),
      },
    });
  const management = (): Principal => {
    const { accountId: id, accessKeyId: key, secretAccessKey: secret } = vedette.root;
    return { id, email: '', key, secret, token: '' };
  };

  /** The state of each destination of an account, by Region. */
  async function exports(principal: Principal | undefined): Promise<(string | undefined)[]> {
    if (principal === undefined) throw new Error('no such account');
    const found = REGIONS.map(async (region) => {
      const calls = client(principal, region);
      const { DetectorIds = [] } = await calls.listDetectors({});
      const [DetectorId] = DetectorIds;
      if (DetectorId === undefined) return undefined;
      const { Destinations } = await calls.listPublishingDestinations({ DetectorId });
      return Destinations?.map(({ Status }) => Status).join();
    });
    return Promise.all(found);
  }

  /** A destination is tried by the server after it is made. */
  async function publishing(principal: Principal | undefined): Promise<void> {
    const wanted = ['PUBLISHING', 'PUBLISHING'];
    await expect.poll(() => exports(principal), { timeout: 30_000 }).toEqual(wanted);
  }

  test('says what it would do, and does nothing', { timeout: MINUTES }, async () => {
    const { code, stdout } = await deploy('--dry-run', '--detailed-exitcode');
    const words = stdout
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(' ')[0]);
    expect({ code, words }).toEqual({ code: 2, words: Array(7).fill('create') });
    expect(await exports(accounts.one)).toEqual([undefined, undefined]);
    const unasked = await deploy();
    expect({ code: unasked.code, stderr: unasked.stderr }).toEqual({
      ...{ code: 1, stderr: 'error: Nobody is there to be asked: give --yes to do it.\n' },
    });
  });

  test('refuses another organisation, and whoever does not manage it', {
    timeout: MINUTES,
  }, async () => {
    const other = await deploy('--organization-id', 'o-exampleorg1', '--dry-run');
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('not of o-example') });
    const { id, key, secret, token } = accounts.one ?? management();
    const env = { ...vedette.environment({ ...vedette.root, accessKeyId: key, accountId: id }) };
    const member = await runWith({
      ...env,
      AWS_SECRET_ACCESS_KEY: secret,
      AWS_SESSION_TOKEN: token,
    });
    expect(member).toContain('is not of the management account, which is 999999999999.');
  });

  async function runWith(env: NodeJS.ProcessEnv): Promise<string> {
    const args = ['dist/vedette.js', 'baseline', 'deploy', ...layout, '--dry-run'];
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    await once(child, 'close');
    return said;
  }

  test('is killed, names an account that failed, goes on, and then has nothing to do', {
    timeout: MINUTES,
  }, async () => {
    // Somebody has set up GuardDuty by hand: a stack cannot make another detector.
    const two = accounts.two ?? management();
    const { DetectorId } = await client(two, 'eu-west-1').createDetector({ Enable: true });
    const args = ['dist/vedette.js', 'baseline', 'deploy', ...layout, '--yes'];
    const env = vedette.environment(vedette.root);
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = once(child, 'close');
    for await (const chunk of child.stdout) {
      if (String(chunk).includes('stack set guardduty-baseline')) break;
    }
    child.kill('SIGKILL');
    await ended;

    const failed = await deploy('--yes');
    expect(failed.stdout).toMatch(
      new RegExp(`failed +instances of guardduty-baseline\\n +${two.id} eu-west-1: .*detector`),
    );
    expect(failed.code).toBe(3);
    await publishing(accounts.one);
    expect(failed.stdout).not.toContain('done       service control policy');

    await client(two, 'eu-west-1').deleteDetector({ DetectorId });
    const mended = await deploy('--yes');
    expect({ code: mended.code, text: mended.stdout }).toMatchObject({
      ...{ code: 0, text: expect.stringContaining('done       service control policy') },
    });
    for (const principal of [accounts.one, accounts.two, management()]) {
      await publishing(principal);
    }
    const again = await deploy('--yes');
    expect(again).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/\nNothing to change.\n$/),
    });
    expect(again.stdout.match(/^ {2}unchanged /gm)).toHaveLength(7);

    const changed = await deploy('--exempt-role', 'other-role', '--yes');
    expect(changed.stdout).toContain('update     service control policy guardduty-guard (text)');
    expect(changed.code).toBe(0);
  });
});
