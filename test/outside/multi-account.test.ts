/**
 * Six accounts in three Regions: enabled, changed and disabled by operators' scripts: our own, and
 * AWS's samples for it where the folder VEDETTE_SAMPLE_SCRIPTS holds them, as they are.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AccountState, Fleet, ROLE } from './fleet.ts';
import { pathIsThere, programIsThere } from './presence.ts';
import { run, Vedette } from './vedette.ts';

const regions = ['us-east-1', 'eu-west-1', 'ap-southeast-2'];
const python = programIsThere('python3', ['-c', 'import boto3'], 'the multi-account scripts');
const samples = process.env.VEDETTE_SAMPLE_SCRIPTS ?? 'named by VEDETTE_SAMPLE_SCRIPTS';
const samplesThere = pathIsThere(samples, "AWS's multi-account sample scripts");

const failed = /Failed Accounts|Error/;
type Verb = 'enable' | 'logs-off' | 'logs-on' | 'scans-on' | 'disable';
interface Kit {
  readonly name: string;
  readonly there: boolean;
  args(verb: Verb, administrator: string, table: string): string[];
}

const own: Kit = {
  name: 'our own script',
  there: python,
  args: (verb, administrator, table) => [
    'test/outside/multi_account.py',
    verb,
    administrator,
    ROLE,
    table,
    regions.join(','),
  ],
};

const theirs: Kit = {
  name: "AWS's sample scripts",
  there: python && samplesThere,
  args: (verb, administrator, table) => {
    const common = ['--master_account', administrator, '--assume_role', ROLE];
    const chosen = ['--enabled_regions', regions.join(',')];
    const [script, more] = {
      enable: ['enableguardduty', chosen],
      'logs-off': ['updatefeatures', [...chosen, '--disable_s3', '--disable_eks']],
      'logs-on': ['updatefeatures', [...chosen, '--enable_s3', '--enable_eks']],
      'scans-on': ['updatefeatures', [...chosen, '--enable_malware']],
      disable: ['disableguardduty', ['--delete_master']],
    }[verb] as [string, string[]];
    return [join(samples, `${script}.py`), table, ...common, ...more];
  },
};

describe.each([own, theirs].filter((kit) => kit.there))('$name', (kit) => {
  let vedette: Vedette;
  let fleet: Fleet;
  let table: string;

  beforeAll(async () => {
    vedette = await Vedette.start();
    fleet = await Fleet.make(vedette);
    table = join(vedette.folder, 'accounts.csv');
    await writeFile(table, fleet.table());
    // The sample for Python 2 hands boto3 views where its own check wants lists.
    await writeFile(
      join(vedette.folder, 'aws-config'),
      '[default]\nparameter_validation = false\n',
    );
  });
  afterAll(() => vedette?.stop());

  async function script(verb: Verb): Promise<string> {
    const environment = {
      ...vedette.environment(fleet.operator),
      AWS_ENDPOINT_URL: vedette.endpoint,
      AWS_CONFIG_FILE: join(vedette.folder, 'aws-config'),
    };
    const args = kit.args(verb, fleet.administrator.accountId, table);
    const { code, stdout, stderr } = await run('python3', args, environment, 280_000);
    expect({ code, stderr: stderr.replace(/.*(Deprecation|FutureWarning).*\n.*\n/g, '') }).toEqual({
      code: 0,
      stderr: '',
    });
    return stdout;
  }

  test('enable, enable again, change, disable', { timeout: 600_000 }, async () => {
    expect((await fleet.state(regions)).filter((one) => one.detectorId)).toEqual([]);

    expect(await script('enable')).not.toMatch(failed);
    const enabled = await fleet.state(regions);
    expectLinked(enabled);

    expect(await script('enable')).not.toMatch(failed);
    expect(await fleet.state(regions)).toEqual(enabled);

    for (const [verb, status] of [
      ['logs-off', 'DISABLED'],
      ['logs-on', 'ENABLED'],
    ] as const) {
      expect(await script(verb)).not.toMatch(failed);
      for (const one of members(await fleet.state(regions))) {
        expect(one.features).toMatchObject({ S3_DATA_EVENTS: status, EKS_AUDIT_LOGS: status });
      }
    }
    const updated = await fleet.state(regions);
    // Malware scans of a member by invitation are the member's own affair.
    expect(await script('scans-on')).toMatch(failed);
    expect(await fleet.state(regions)).toEqual(updated);

    expect(await script('disable')).not.toMatch(failed);
    for (const one of await fleet.state(regions)) {
      expect(one).toEqual({ ...one, detectorId: undefined, invitations: [] });
    }
  });

  const members = (states: AccountState[]) =>
    states.filter((one) => one.accountId !== fleet.administrator.accountId);

  /** The administrator lists five enabled members in each Region; each names it in return. */
  function expectLinked(states: AccountState[]): void {
    expect(states).toHaveLength(18);
    for (const region of regions) {
      const here = states.filter((one) => one.region === region);
      const listed = here.flatMap((one) => one.members ?? []);
      const seen = listed.map((one) => [one.AccountId, one.RelationshipStatus, one.DetectorId]);
      const expected = members(here).map((one) => [one.accountId, 'Enabled', one.detectorId]);
      expect(seen.sort()).toEqual(expected.sort());
      for (const one of members(here)) {
        expect(one.administrator).toMatchObject({
          AccountId: fleet.administrator.accountId,
          RelationshipStatus: 'Enabled',
        });
      }
    }
  }
});
