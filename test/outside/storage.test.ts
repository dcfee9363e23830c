/** The embedded S3 under other people's programs: the aws CLI's sync, Terraform's S3 backend. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programIsThere } from './presence.ts';
import { type Key, type Ran, run, Vedette } from './vedette.ts';

const hasCli = programIsThere('aws', ['--version'], '`aws s3 sync` with the embedded S3');
const hasTerraform = programIsThere(
  'terraform',
  ['version'],
  "Terraform's S3 backend with the embedded S3",
);

const FILES = 2_000;

describe.skipIf(!hasCli && !hasTerraform)('the embedded S3', () => {
  let vedette: Vedette;
  let account: Key;

  beforeAll(async () => {
    vedette = await Vedette.start();
    account = await vedette.createAccount('444455556666', 'storage@example.com');
  });
  afterAll(() => vedette?.stop());

  const aws = (...args: string[]): Promise<Ran> =>
    run(
      'aws',
      [...args, '--endpoint-url', vedette.endpoint],
      vedette.environment(account),
      280_000,
    );

  async function made(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await aws(...args);
    expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' });
    return stdout;
  }

  test.skipIf(!hasCli)(
    `takes ${FILES} files by sync and gives all of them back`,
    async () => {
      const from = join(vedette.folder, 'from');
      const to = join(vedette.folder, 'to');
      await writeFiles(from);
      await made('s3', 'mb', 's3://synced');
      const sync = ['s3', 'sync', '--only-show-errors'];
      await made(...sync, from, 's3://synced/all');
      await made(...sync, 's3://synced/all', to);
      expect(await digests(to)).toEqual(await digests(from));
      // Sizes and times are told right, too: nothing is left to do.
      expect(await made('s3', 'sync', '--dryrun', from, 's3://synced/all')).toBe('');
      const summary = await made('s3', 'ls', '--recursive', '--summarize', 's3://synced/all/');
      expect(summary).toMatch(new RegExp(`Total Objects: ${FILES}\\s`));
    },
    300_000,
  );

  test.skipIf(!hasTerraform)(
    "holds the state and the lock of Terraform's S3 backend",
    async () => {
      await made('s3', 'mb', 's3://terraform-state');
      const first = await workspace('first');
      expect(await first('init')).toMatchObject({ code: 0, stderr: '' });
      expect(await first('apply', '-auto-approve')).toMatchObject({ code: 0, stderr: '' });
      // Another checkout finds the same state, and nothing to do.
      const second = await workspace('second');
      expect(await second('init')).toMatchObject({ code: 0, stderr: '' });
      expect(await second('plan', '-detailed-exitcode')).toMatchObject({ code: 0, stderr: '' });
      const state = join(vedette.folder, 'state.json');
      const object = 's3://terraform-state/teams/red/terraform.tfstate';
      await made('s3', 'cp', '--only-show-errors', object, state);
      expect(JSON.parse(await readFile(state, 'utf8'))).toMatchObject({
        version: 4,
        serial: 1,
        outputs: { greeting: { value: 'from the embedded S3' } },
      });
      // Who holds the lock keeps others out: If-None-Match makes the lock object once.
      await made('s3', 'cp', '--only-show-errors', state, `${object}.tflock`);
      const kept = await second('plan', '-lock-timeout=0s');
      expect(kept.code).toBe(1);
      expect(kept.stderr).toContain('Error acquiring the state lock');
      expect(kept.stderr).toMatch(/PreconditionFailed/);
      await made('s3', 'rm', '--only-show-errors', `${object}.tflock`);
      expect(await second('plan', '-detailed-exitcode')).toMatchObject({ code: 0 });
    },
    200_000,
  );

  /** A folder with a configuration whose state is in the bucket; no provider is needed. */
  async function workspace(name: string): Promise<(...args: string[]) => Promise<Ran>> {
    const folder = join(vedette.folder, name);
    await mkdir(folder);
    const backend = [
      'terraform {',
      '  backend "s3" {',
      '    bucket         = "terraform-state"',
      '    key            = "teams/red/terraform.tfstate"',
      '    region         = "us-east-1"',
      `    endpoints      = { s3 = "${vedette.endpoint}", sts = "${vedette.endpoint}" }`,
      '    use_path_style = true',
      '    use_lockfile   = true',
      '    encrypt        = true',
      '  }',
      '}',
      'resource "terraform_data" "greeting" { input = "from the embedded S3" }',
      'output "greeting" { value = terraform_data.greeting.output }',
    ];
    await writeFile(join(folder, 'main.tf'), backend.join('\n'));
    const settings = join(folder, 'terraform.rc');
    await writeFile(settings, 'disable_checkpoint = true\n');
    const environment = {
      ...vedette.environment(account),
      AWS_ENDPOINT_URL: vedette.endpoint,
      TF_IN_AUTOMATION: '1',
      TF_CLI_CONFIG_FILE: settings,
    };
    return (verb, ...more) =>
      run(
        'terraform',
        [`-chdir=${folder}`, verb ?? '', '-input=false', '-no-color', ...more],
        environment,
      );
  }
});

/** Names with blanks, accents and signs, and sizes from nothing to parts of an upload. */
async function writeFiles(folder: string): Promise<void> {
  for (let index = 0; index < FILES; index += 1) {
    const place = join(folder, `day ${index % 20}`, index % 3 === 0 ? 'été+ç' : "it's & more");
    await mkdir(place, { recursive: true });
    const bytes = index === 7 ? 9 * 1024 * 1024 : (index * 37) % 5_000;
    const piece = createHash('sha256').update(String(index)).digest();
    await writeFile(join(place, `file=${index}%.bin`), Buffer.alloc(bytes, piece));
  }
}

async function digests(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const digest = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    found[path.slice(folder.length)] = digest;
  }
  return found;
}
