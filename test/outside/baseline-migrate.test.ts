/**
 * From an export by a function to one by a resource of its own, while findings are raised: in a
 * set of stacks, with a run that is killed, and in single stacks.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import * as cfn from '@aws-sdk/client-cloudformation';
import * as guardduty from '@aws-sdk/client-guardduty';
import { Lambda } from '@aws-sdk/client-lambda';
import * as org from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { render } from '../../src/baseline/render/render.ts';
import { findingTypes } from '../../src/findings/finding-types.ts';
import { makeOrganization, type Principal } from './organization.ts';
import { programIsThere } from './presence.ts';
import { type Key, run, Vedette } from './vedette.ts';

const there = programIsThere('python3', ['-c', 'import boto3'], 'migrations of an export');
const REGIONS = ['us-east-1', 'eu-west-1'];
const BUCKET = 'findings-of-all';
const MINUTES = 5 * 60_000;

/** One detector, what is known of its destination, and what was raised there. */
interface Place {
  readonly account: string;
  readonly region: string;
  readonly client: guardduty.GuardDuty;
  readonly DetectorId: string;
  readonly DestinationId: string;
  readonly raised: string[];
}

describe.skipIf(!there)('vedette baseline migrate', () => {
  let vedette: Vedette;
  let accounts: Record<string, Principal>;
  let home: cfn.CloudFormation;
  let target: { BucketArn: string; KeyArn: string };
  let unit: string;
  let organizationId: string;

  beforeAll(async () => {
    vedette = await Vedette.start(undefined, ['--enable-functions']);
    accounts = await makeOrganization(vedette, ['archive', 'one', 'two', 'three', 'four']);
    const { endpoint, root } = vedette;
    const settings = { endpoint, region: 'us-east-1', credentials: root };
    const organizations = new org.Organizations(settings);
    home = new cfn.CloudFormation(settings);
    const { Roots } = await organizations.listRoots({});
    const ParentId = Roots?.[0]?.Id ?? '';
    const made = await organizations.createOrganizationalUnit({ ParentId, Name: 'workloads' });
    unit = made.OrganizationalUnit?.Id ?? '';
    for (const name of ['one', 'two']) {
      const move = { SourceParentId: ParentId, DestinationParentId: unit };
      await organizations.moveAccount({ ...move, AccountId: who(name).id });
    }
    const { Organization: own } = await organizations.describeOrganization({});
    organizationId = own?.Id ?? '';
    target = await makeStorage();
  }, MINUTES);
  afterAll(() => vedette?.stop());

  function who(name: string): Principal {
    const found = accounts[name];
    if (found === undefined) throw new Error(`no account ${name}`);
    return found;
  }

  function settingsOf(name: string, region = 'us-east-1') {
    const { key, secret, token } = who(name);
    const credentials = { accessKeyId: key, secretAccessKey: secret, sessionToken: token };
    return { endpoint: vedette.endpoint, region, credentials };
  }

  async function made(cloud: cfn.CloudFormation, input: cfn.CreateStackInput) {
    const { StackName } = input;
    await cloud.createStack(input);
    const waits = { client: cloud, maxWaitTime: 60, minDelay: 1, maxDelay: 1 };
    await cfn.waitUntilStackCreateComplete(waits, { StackName });
    const { Stacks } = await cloud.describeStacks({ StackName });
    return new Map(Stacks?.[0]?.Outputs?.map((one) => [one.OutputKey, one.OutputValue ?? '']));
  }

  function rendered(name: string): string {
    const files = render({
      ...{ organizationId, logArchiveAccountId: who('archive').id, unitIds: [], partition: 'aws' },
      ...{ auditAccountId: who('archive').id, regions: REGIONS, storageRegion: 'us-east-1' },
      ...{ bucketName: BUCKET, exemptRoles: [], functionTag: { key: 'k', value: 'v' } },
      isPlainHttp: true,
    });
    return files[name] ?? '';
  }

  async function makeStorage() {
    const cloud = new cfn.CloudFormation(settingsOf('archive'));
    const TemplateBody = rendered('storage.yaml');
    const outputs = await made(cloud, { StackName: 'storage', TemplateBody });
    const named = (name: string) => outputs.get(name) ?? '';
    return { BucketArn: named('DestinationArn'), KeyArn: named('KeyArn') };
  }

  const parameters = (given: Record<string, string>) =>
    Object.entries(given).map(([ParameterKey, ParameterValue]) => ({
      ...{ ParameterKey, ParameterValue },
    }));

  async function placeOf(account: string, region: string): Promise<Place> {
    const client = new guardduty.GuardDuty(settingsOf(account, region));
    const { DetectorIds } = await client.listDetectors({});
    const DetectorId = DetectorIds?.[0] ?? '';
    const { Destinations } = await client.listPublishingDestinations({ DetectorId });
    const DestinationId = Destinations?.[0]?.DestinationId ?? '';
    const place = { account, region, client, DetectorId, DestinationId, raised: [] };
    await expect.poll(() => statusAt(place), { timeout: 30_000 }).toBe('PUBLISHING');
    return place;
  }

  /** Of the destination that was there at first; it throws once that is gone. */
  async function statusAt({ client, DetectorId, DestinationId }: Place) {
    const input = { DetectorId, DestinationId };
    return (await client.describePublishingDestination(input)).Status;
  }

  /** Raises a type that was not raised there yet. */
  async function raise(place: Place): Promise<void> {
    const type = findingTypes[place.raised.length]?.type;
    if (type === undefined) return;
    const { client, DetectorId } = place;
    await client.createSampleFindings({ DetectorId, FindingTypes: [type] });
    place.raised.push(type);
  }

  /** Raises findings and looks at destinations, until told to end. */
  function keepRaising(places: readonly Place[]): () => Promise<Set<string | undefined>> {
    let isOver = false;
    const seen = new Set<string | undefined>();
    const running = (async () => {
      while (!isOver) {
        for (const place of places) {
          await raise(place);
          seen.add(await statusAt(place));
        }
      }
    })();
    return async () => {
      isOver = true;
      await running;
      return seen;
    };
  }

  /** `account region type` of every line in the bucket. */
  async function exported(): Promise<Set<string>> {
    const storage = new s3.S3({ ...settingsOf('archive'), forcePathStyle: true });
    const lines = new Set<string>();
    for await (const page of s3.paginateListObjectsV2({ client: storage }, { Bucket: BUCKET })) {
      for (const { Key: key = '' } of page.Contents ?? []) {
        if (!key.endsWith('.jsonl.gz')) continue;
        const { Body } = await storage.getObject({ Bucket: BUCKET, Key: key });
        const text = gunzipSync((await Body?.transformToByteArray()) ?? '').toString('utf8');
        for (const line of text.trimEnd().split('\n')) {
          const { accountId, region, type } = JSON.parse(line);
          lines.add(`${accountId} ${region} ${type}`);
        }
      }
    }
    return lines;
  }

  async function expectAllExported(places: readonly Place[]): Promise<void> {
    const wanted = places.flatMap(({ account, region, raised }) =>
      raised.map((type) => `${who(account).id} ${region} ${type}`),
    );
    const missing = async () => {
      const found = await exported();
      return wanted.filter((one) => !found.has(one));
    };
    await expect.poll(missing, { timeout: 60_000, interval: 1000 }).toEqual([]);
    process.stderr.write(`${wanted.length} findings of ${places.length} detectors arrived\n`);
  }

  const words = (...more: string[]) => [
    ...['baseline', 'migrate', '--endpoint-url', vedette.endpoint, ...more],
  ];

  function started(args: readonly string[], key: Key): ChildProcess {
    return spawn(process.execPath, ['dist/vedette.js', ...args], {
      env: vedette.environment(key),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  }

  test('leaves nothing out in a set of stacks, though it is killed', {
    timeout: MINUTES,
  }, async () => {
    const StackSetName = 'baseline';
    await home.activateOrganizationsAccess({});
    await home.createStackSet({
      ...{ StackSetName, PermissionModel: 'SERVICE_MANAGED' },
      TemplateBody: await readFile('docs/examples/guardduty-in-every-account.yaml', 'utf8'),
      AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      Parameters: parameters(target),
    });
    await home.createStackInstances({
      ...{ StackSetName, Regions: REGIONS },
      DeploymentTargets: { OrganizationalUnitIds: [unit] },
      OperationPreferences: { RegionConcurrencyType: 'PARALLEL', MaxConcurrentPercentage: 100 },
    });
    const current = async () => {
      const { Summaries = [] } = await home.listStackInstances({ StackSetName });
      return Summaries.filter(({ Status }) => Status === 'CURRENT').length;
    };
    await expect.poll(current, { timeout: 120_000, interval: 500 }).toBe(4);
    const places = await Promise.all(
      ['one', 'two'].flatMap((name) => REGIONS.map((region) => placeOf(name, region))),
    );
    for (const place of places) await raise(place);

    const end = keepRaising(places);
    const child = started(words('--stack-set', StackSetName, '--yes'), vedette.root);
    for await (const chunk of child.stderr ?? []) {
      if (String(chunk).includes('1 of 4 stacks')) break;
    }
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    const more = words('--stack-set', StackSetName, '--yes');
    const { code, stdout } = await vedette.run(more, vedette.root);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('done') });
    expect(await end()).toEqual(new Set(['PUBLISHING']));

    for (const place of places) await raise(place);
    await expectAllExported(places);
    for (const { account, region, DestinationId } of places) {
      const after = await placeOf(account, region);
      expect(after.DestinationId).toBe(DestinationId);
      const { Functions } = await new Lambda(settingsOf(account, region)).listFunctions({});
      expect(Functions).toEqual([]);
    }
    const again = await vedette.run(more, vedette.root);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing to change.') });
    // What the set is now is what its accounts would get: nothing drifts, nobody is left behind.
    expect(await current()).toBe(4);
  });

  test.each([
    ['can only make', 'three', 'DestinationS3Arn', 'EncryptionKeyArn'],
    ['takes away what it made', 'four', 'DestinationArn', 'KeyArn'],
  ])(
    'leaves nothing out in a stack whose function %s',
    {
      timeout: MINUTES,
    },
    async (_what, name, bucketParameter, keyParameter) => {
      const cloud = new cfn.CloudFormation(settingsOf(name));
      const StackName = 'by-hand';
      const careless = await readFile('src/baseline/fixtures/exported-by-function.yaml', 'utf8');
      await made(cloud, {
        ...{ StackName, Capabilities: ['CAPABILITY_NAMED_IAM'] },
        TemplateBody: name === 'three' ? careless : rendered('detector-by-function.yaml'),
        Parameters: parameters({
          ...{ [bucketParameter]: target.BucketArn, [keyParameter]: target.KeyArn },
        }),
      });
      const place = await placeOf(name, 'us-east-1');
      await raise(place);
      const end = keepRaising([place]);
      const { id: accountId, key: accessKeyId, secret: secretAccessKey, token } = who(name);
      const key = { accountId, accessKeyId, secretAccessKey };
      const migrated = await run(
        process.execPath,
        ['dist/vedette.js', ...words('--stack', StackName, '--yes')],
        { ...vedette.environment(key), AWS_SESSION_TOKEN: token },
      );
      expect(migrated).toMatchObject({ code: 0 });
      expect(await end()).toEqual(new Set(['PUBLISHING']));
      await raise(place);
      await expectAllExported([place]);
      const { StackResources: all = [] } = await cloud.describeStackResources({ StackName });
      expect(all.map((one) => [one.ResourceType, one.PhysicalResourceId]).sort()).toEqual([
        ['AWS::GuardDuty::Detector', place.DetectorId],
        ['AWS::GuardDuty::PublishingDestination', `${place.DetectorId}|${place.DestinationId}`],
      ]);
    },
  );
});
