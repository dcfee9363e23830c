/**
 * Terraform and its AWS provider, as HashiCorp ships them, through the whole life of every
 * GuardDuty resource that the provider has. The provider is taken from a folder on this machine.
 */
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as sdk from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ObjectServer } from '../../src/lists/testing.ts';
import { makeOrganization, type Principal } from './organization.ts';
import { anyFolderIsThere, programIsThere } from './presence.ts';
import { type Ran, run, Vedette } from './vedette.ts';

const mirror = anyFolderIsThere(
  [
    process.env.VEDETTE_TERRAFORM_PLUGINS ?? '',
    join(homedir(), '.terraform.d/plugins'),
    '/usr/local/share/terraform/plugins',
    '/usr/share/terraform/plugins',
    '/opt/tf-plugins',
  ].map((folder) => join(folder, 'registry.terraform.io/hashicorp/aws')),
  "the walk with Terraform's AWS provider",
);
const there =
  mirror !== undefined && programIsThere('terraform', ['version'], 'the walk with Terraform');

interface Resource {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly values: { readonly id?: string };
}

describe.skipIf(!there)("Terraform's AWS provider", () => {
  let s3: ObjectServer;
  let vedette: Vedette;
  let environment: NodeJS.ProcessEnv;
  let accounts: Record<string, Principal>;

  beforeAll(async () => {
    s3 = await ObjectServer.start();
    s3.objects.set('/lists/trusted.txt', '198.51.100.7\n');
    s3.objects.set('/lists/threats.txt', '203.0.113.0/24\n');
    for (const bucket of ['exports', 'exports-too']) {
      s3.objects.set(`/${bucket}`, '');
      s3.objects.set(`/${bucket}/AWSLogs/`, '');
    }
    vedette = await Vedette.start(s3.endpoint);
    const delegation = await makeOrganization(vedette, ['delegate', 'subsidiary']);
    const outside = {
      administrator: await vedette.createAccount('111122223333', 'administrator@example.com'),
      member: await vedette.createAccount('444455556666', 'member@example.com'),
      management: vedette.root,
    };
    const rest = Object.entries(outside).map(([name, { accountId: id, ...key }]) => {
      const { accessKeyId, secretAccessKey: secret } = key;
      return [name, { id, email: `${name}@example.com`, key: accessKeyId, secret, token: '' }];
    });
    accounts = { ...delegation, ...Object.fromEntries(rest) };
    const settings = join(vedette.folder, 'terraform.rc');
    const path = join(mirror ?? '', '../../..');
    const place = `filesystem_mirror { path = ${JSON.stringify(path)} }`;
    const rc = `disable_checkpoint = true\nprovider_installation {\n  ${place}\n}\n`;
    await writeFile(settings, rc);
    environment = {
      ...vedette.environment(vedette.root),
      AWS_ENDPOINT_URL: vedette.endpoint,
      TF_CLI_CONFIG_FILE: settings,
      TF_IN_AUTOMATION: '1',
    };
  });
  afterAll(async () => {
    await vedette?.stop();
    await s3?.stop();
  });

  /** A folder of this name with the configuration, ready for Terraform. */
  async function prepare(name: string): Promise<string> {
    const folder = join(vedette.folder, name);
    await mkdir(folder);
    await copyFile('test/outside/terraform/main.tf', join(folder, 'main.tf'));
    await writeFile(join(folder, 'terraform.tfvars.json'), JSON.stringify({ accounts }));
    expect(await terraform(folder, 'init')).toMatchObject({ code: 0 });
    return folder;
  }

  function terraform(folder: string, verb: string, ...more: string[]): Promise<Ran> {
    const input = verb === 'show' ? [] : ['-input=false', '-no-color'];
    return run('terraform', [`-chdir=${folder}`, verb, ...input, ...more], environment, 200_000);
  }

  async function apply(folder: string, ...more: string[]): Promise<string> {
    const { code, stdout, stderr } = await terraform(folder, 'apply', '-auto-approve', ...more);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  }

  /** A plan after an apply finds nothing to do: what was set is what is read back. */
  async function expectNoDrift(folder: string, ...more: string[]): Promise<void> {
    const { code, stdout } = await terraform(folder, 'plan', '-detailed-exitcode', ...more);
    expect(code, stdout).toBe(0);
  }

  async function resources(folder: string): Promise<Resource[]> {
    const { stdout } = await terraform(folder, 'show', '-json');
    return JSON.parse(stdout).values?.root_module?.resources ?? [];
  }

  const administrator = () => {
    const { key: accessKeyId = '', secret: secretAccessKey = '' } = accounts.administrator ?? {};
    const credentials = { accessKeyId, secretAccessKey };
    return new sdk.GuardDutyClient({
      endpoint: vedette.endpoint,
      region: 'us-east-1',
      credentials,
    });
  };

  const detectors = async () =>
    (await administrator().send(new sdk.ListDetectorsCommand({}))).DetectorIds ?? [];

  /** Deletes what the provider can find gone. Lists are not among it: it reads their remains. */
  async function deleteLeaves(): Promise<void> {
    const client = administrator();
    const [DetectorId] = await detectors();
    const { Destinations } = await client.send(
      new sdk.ListPublishingDestinationsCommand({ DetectorId }),
    );
    const { MalwareProtectionPlans } = await client.send(
      new sdk.ListMalwareProtectionPlansCommand({}),
    );
    const DestinationId = Destinations?.[0]?.DestinationId;
    const MalwareProtectionPlanId = MalwareProtectionPlans?.[0]?.MalwareProtectionPlanId;
    await client.send(new sdk.DeleteFilterCommand({ DetectorId, FilterName: 'quiet' }));
    await client.send(new sdk.DeletePublishingDestinationCommand({ DetectorId, DestinationId }));
    await client.send(new sdk.DeleteMalwareProtectionPlanCommand({ MalwareProtectionPlanId }));
  }

  test('create, read, update, find gone, import, delete', { timeout: 900_000 }, async () => {
    const first = await prepare('first');
    expect(await apply(first)).toContain('20 added, 0 changed, 0 destroyed');
    await expectNoDrift(first);

    const changed = ['-var', 'changed=true'];
    expect(await apply(first, ...changed)).toMatch(/ 0 added, 1\d changed, 0 destroyed/);
    await expectNoDrift(first, ...changed);

    // What somebody else deleted is known as gone by the texts of refusals, and made again.
    await deleteLeaves();
    expect(await apply(first, ...changed)).toContain('3 added, 0 changed, 0 destroyed');
    await expectNoDrift(first, ...changed);

    // Another state takes over what is there. Features are settings of a detector that the provider
    // does not import: it sets them again.
    const second = await prepare('second');
    const made = (await resources(first)).filter(({ mode }) => mode === 'managed');
    const known = made.filter(({ type }) => !type.endsWith('_feature'));
    const blocks = known.map(
      ({ address, values }) => `import {\n  to = ${address}\n  id = "${values.id}"\n}\n`,
    );
    await writeFile(join(second, 'imports.tf'), blocks.join(''));
    const took = await apply(second, ...changed);
    expect(took).toContain('14 imported, 6 added, 0 changed, 0 destroyed');
    await expectNoDrift(second, ...changed);

    expect(await terraform(second, 'destroy', '-auto-approve', ...changed)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Destroy complete! Resources: 20 destroyed.'),
    });
    expect(await detectors()).toEqual([]);
  });
});
