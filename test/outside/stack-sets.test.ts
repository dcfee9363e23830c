/** A detector and its export in every account of a unit, as the guide has it, with the aws CLI. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import * as guardduty from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommandLine } from './command-line.ts';
import { makeOrganization, type Principal } from './organization.ts';
import { programIsThere } from './presence.ts';
import { Vedette } from './vedette.ts';

const there = programIsThere('python3', ['-c', 'import boto3, awscli'], 'sets with the aws CLI');
const TEMPLATE = 'docs/examples/guardduty-in-every-account.yaml';
const REGIONS = ['us-east-1', 'eu-west-1'];
const BUCKET = 'findings-of-all';
const SET = ['--stack-set-name', 'baseline'];
/** Every call starts a CLI, which takes seconds on a busy machine. */
const MINUTES = 6 * 60_000;

interface Instance {
  readonly Account: string;
  readonly Region: string;
  readonly Status: string;
}

describe.skipIf(!there)('a set of stacks for every account of a unit', () => {
  let vedette: Vedette;
  let accounts: Record<string, Principal>;
  let management: CommandLine;
  let archive: CommandLine;
  let keyArn: string;
  let keyPolicy: string;
  let unitId: string;
  let rootId: string;

  const workloads = ['one', 'two', 'three', 'four'];
  const cli = (name: string) => new CommandLine(vedette, accounts[name] as Principal);
  const idOf = (name: string) => accounts[name]?.id ?? '';

  beforeAll(async () => {
    vedette = await Vedette.start(undefined, ['--enable-functions']);
    accounts = await makeOrganization(vedette, ['archive', ...workloads, 'five']);
    management = new CommandLine(vedette, vedette.root);
    archive = cli('archive');
    rootId = await management.json('organizations', 'list-roots', '--query', 'Roots[0].Id');
    const unit = ['create-organizational-unit', '--parent-id', rootId, '--name', 'Workloads'];
    const named = ['--query', 'OrganizationalUnit.Id'];
    unitId = await management.json('organizations', ...unit, ...named);
    for (const name of workloads) await move(name);
  }, MINUTES);
  afterAll(() => vedette?.stop());

  async function move(name: string): Promise<void> {
    const from = ['--source-parent-id', rootId, '--destination-parent-id', unitId];
    await management.text('organizations', 'move-account', '--account-id', idOf(name), ...from);
  }

  /** Asks until the set has this many instances, all of them as they should be. */
  async function current(count: number): Promise<void> {
    const list = ['cloudformation', 'list-stack-instances', ...SET, '--query', 'Summaries'];
    let all: Instance[] = [];
    for (let tries = 0; tries < 120; tries += 1) {
      all = await management.json<Instance[]>(...list);
      if (all.length === count && all.every(({ Status }) => Status === 'CURRENT')) return;
      await sleep(200);
    }
    expect({ count, all }).toEqual({ count, all: 'all of them current' });
  }

  /** What there is of GuardDuty in an account and Region. */
  async function guardDutyOf(name: string, region: string) {
    const { key, secret, token } = accounts[name] as Principal;
    const credentials = { accessKeyId: key, secretAccessKey: secret, sessionToken: token };
    const { endpoint } = vedette;
    const client = new guardduty.GuardDutyClient({ endpoint, region, credentials });
    const { DetectorIds: detectors = [] } = await client.send(
      new guardduty.ListDetectorsCommand({}),
    );
    expect(detectors).toHaveLength(1);
    const [DetectorId = ''] = detectors;
    const of = { DetectorId };
    const settings = await client.send(new guardduty.GetDetectorCommand(of));
    const listed = await client.send(new guardduty.ListPublishingDestinationsCommand(of));
    expect(listed.Destinations).toHaveLength(1);
    const found = await client.send(
      new guardduty.DescribePublishingDestinationCommand({
        ...{ DetectorId, DestinationId: listed.Destinations?.[0]?.DestinationId },
      }),
    );
    return { detector: DetectorId, settings, found };
  }

  async function expectDeployed(name: string): Promise<string[]> {
    const detectors: string[] = [];
    for (const region of REGIONS) {
      const { detector, settings, found } = await guardDutyOf(name, region);
      expect(settings).toMatchObject({
        Status: 'ENABLED',
        DataSources: {
          S3Logs: { Status: 'ENABLED' },
          Kubernetes: { AuditLogs: { Status: 'ENABLED' } },
        },
      });
      const wanted = { DestinationArn: `arn:aws:s3:::${BUCKET}`, KmsKeyArn: keyArn };
      expect(found.DestinationProperties).toEqual(wanted);
      detectors.push(detector);
    }
    return detectors;
  }

  test('needs one key and one bucket that name the organisation only', async () => {
    const describe = ['organizations', 'describe-organization', '--query', 'Organization.Id'];
    const organizationId = await management.json<string>(...describe);
    const service = {
      ...{ Effect: 'Allow', Principal: { Service: 'guardduty.amazonaws.com' } },
      Condition: { StringEquals: { 'aws:SourceOrgID': organizationId } },
    };
    const own = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${idOf('archive')}:root` } };
    const Version = '2012-10-17';
    const policy = await archive.file('key.json', {
      Version,
      Statement: [
        { ...own, Action: 'kms:*', Resource: '*' },
        { ...service, Action: 'kms:GenerateDataKey', Resource: '*' },
      ],
    });
    const arn = ['--query', 'KeyMetadata.Arn'];
    keyArn = await archive.json('kms', 'create-key', '--policy', policy, ...arn);
    keyPolicy = await readKeyPolicy();
    await archive.text('s3', 'mb', `s3://${BUCKET}`);
    const bucketPolicy = await archive.file('bucket.json', {
      Version,
      Statement: [
        { ...service, Action: 's3:GetBucketLocation', Resource: `arn:aws:s3:::${BUCKET}` },
        { ...service, Action: 's3:PutObject', Resource: `arn:aws:s3:::${BUCKET}/*` },
      ],
    });
    const put = ['s3api', 'put-bucket-policy', '--bucket', BUCKET, '--policy', bucketPolicy];
    await archive.text(...put);
  });

  const readKeyPolicy = () =>
    archive.json<string>('kms', 'get-key-policy', '--key-id', keyArn, '--query', 'Policy');

  test('makes 8 of 8 detectors, and 8 exports by its function', { timeout: MINUTES }, async () => {
    await management.text('cloudformation', 'activate-organizations-access');
    const parameter = (name: string, value: string) =>
      `ParameterKey=${name},ParameterValue=${value}`;
    await management.text(
      ...['cloudformation', 'create-stack-set', ...SET, '--template-body', `file://${TEMPLATE}`],
      ...['--permission-model', 'SERVICE_MANAGED', '--capabilities', 'CAPABILITY_NAMED_IAM'],
      ...['--auto-deployment', 'Enabled=true,RetainStacksOnAccountRemoval=false', '--parameters'],
      parameter('BucketArn', `arn:aws:s3:::${BUCKET}`),
      parameter('KeyArn', keyArn),
    );
    const began = performance.now();
    await management.text(
      ...['cloudformation', 'create-stack-instances', ...SET, '--regions', ...REGIONS],
      ...['--deployment-targets', `OrganizationalUnitIds=${unitId}`],
      ...['--operation-preferences', 'MaxConcurrentPercentage=100,RegionConcurrencyType=PARALLEL'],
    );
    await current(8);
    tell('8 of 8', began);
    for (const name of workloads) expect(await expectDeployed(name)).toHaveLength(2);
  });

  test('reaches a fifth account that moves in, and exports under the same key policy', {
    timeout: MINUTES,
  }, async () => {
    const began = performance.now();
    await move('five');
    await current(10);
    tell('the fifth account', began);
    const detectors = await expectDeployed('five');
    for (const [at, region] of REGIONS.entries()) {
      const of = ['--detector-id', detectors[at] ?? '', '--finding-types', 'Recon:EC2/Portscan'];
      await cli('five')
        .in(region)
        .text('guardduty', 'create-sample-findings', ...of);
      expect(await exportedBy('five', region)).toMatchObject([
        { accountId: idOf('five'), region, type: 'Recon:EC2/Portscan' },
      ]);
    }
    expect(await readKeyPolicy()).toBe(keyPolicy);
  });

  /** What an account has exported in a Region, fetched and decrypted by the bucket's owner. */
  async function exportedBy(name: string, region: string): Promise<object[]> {
    const place = `s3://${BUCKET}/AWSLogs/${idOf(name)}/GuardDuty/${region}/`;
    let key: string | undefined;
    for (let tries = 0; tries < 60 && key === undefined; tries += 1) {
      if (tries > 0) await sleep(300);
      const { stdout } = await archive.run('s3', 'ls', '--recursive', place);
      key = /AWSLogs\/\S+\.jsonl\.gz/.exec(stdout)?.[0];
    }
    const file = join(vedette.folder, 'exported.jsonl.gz');
    await archive.text('s3', 'cp', '--only-show-errors', `s3://${BUCKET}/${key}`, file);
    const lines = gunzipSync(await readFile(file))
      .toString('utf8')
      .trimEnd();
    return lines.split('\n').map((line) => JSON.parse(line));
  }
});

/** How long it took is told, never judged: the machine may be busy. */
function tell(what: string, began: number): void {
  process.stderr.write(`${what}: ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
}
