/** The example in which the export is a resource of its own, in every account of a unit. */
import { readFileSync } from 'node:fs';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { GuardDuty } from '@aws-sdk/client-guardduty';
import { KMS } from '@aws-sdk/client-kms';
import { Organizations } from '@aws-sdk/client-organizations';
import { S3 } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bucketPolicy, keyPolicy } from '../../src/baseline/render/policies.ts';
import { type OrganizationAccount, OrganizationServer } from './organization-server.ts';
import { settingsOf } from './stack-sets-server.ts';

const example = readFileSync('docs/examples/guardduty-with-native-export.yaml', 'utf8');
const REGIONS = ['us-east-1', 'eu-west-1'];
const Bucket = 'findings-of-all';

let server: OrganizationServer;
let archive: OrganizationAccount;
let members: OrganizationAccount[];
beforeAll(async () => {
  server = await OrganizationServer.start();
  archive = await server.account('archive');
  members = [await server.account('one'), await server.account('two')];
});
afterAll(() => server?.stop());

/** Bucket and key for the whole organisation, under the rendered policies. */
async function makeStorage(organizationId: string): Promise<string> {
  const layout = {
    ...{ organizationId, logArchiveAccountId: archive.accountId, unitIds: [], bucketName: Bucket },
    ...{ auditAccountId: archive.accountId, regions: REGIONS, storageRegion: 'us-east-1' },
    ...({ partition: 'aws', exemptRoles: [], functionTag: { key: 'k', value: 'v' } } as const),
    isPlainHttp: true,
  };
  const storage = new S3({ ...settingsOf(archive), forcePathStyle: true });
  await storage.createBucket({ Bucket });
  const Policy = JSON.stringify(bucketPolicy(layout, `arn:aws:s3:::${Bucket}`));
  await storage.putBucketPolicy({ Bucket, Policy });
  const keys = new KMS(settingsOf(archive));
  const made = await keys.createKey({ Policy: JSON.stringify(keyPolicy(layout)) });
  return made.KeyMetadata?.Arn ?? '';
}

async function unitOf(organizations: Organizations): Promise<string> {
  const { Roots } = await organizations.listRoots({});
  const ParentId = Roots?.[0]?.Id ?? '';
  const made = await organizations.createOrganizationalUnit({ ParentId, Name: 'workloads' });
  const DestinationParentId = made.OrganizationalUnit?.Id ?? '';
  for (const { accountId: AccountId } of members) {
    await organizations.moveAccount({ AccountId, SourceParentId: ParentId, DestinationParentId });
  }
  return DestinationParentId;
}

test('exports from every account and Region of a unit, with no function', async () => {
  const organizations = new Organizations(settingsOf(server.management));
  const { Organization: own } = await organizations.describeOrganization({});
  const KeyArn = await makeStorage(own?.Id ?? '');
  const unit = await unitOf(organizations);
  const stacks = new CloudFormation(settingsOf(server.management));
  await stacks.activateOrganizationsAccess({});
  const StackSetName = 'native';
  await stacks.createStackSet({
    ...{ StackSetName, TemplateBody: example, PermissionModel: 'SERVICE_MANAGED' },
    AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
    Parameters: [
      { ParameterKey: 'BucketArn', ParameterValue: `arn:aws:s3:::${Bucket}` },
      { ParameterKey: 'KeyArn', ParameterValue: KeyArn },
    ],
  });
  await stacks.createStackInstances({
    ...{ StackSetName, Regions: REGIONS },
    DeploymentTargets: { OrganizationalUnitIds: [unit] },
    OperationPreferences: { RegionConcurrencyType: 'PARALLEL', MaxConcurrentPercentage: 100 },
  });
  for (const member of members) {
    for (const region of REGIONS) {
      const guardduty = new GuardDuty(settingsOf(member, region));
      const state = async () => {
        const [DetectorId] = (await guardduty.listDetectors({})).DetectorIds ?? [];
        if (DetectorId === undefined) return undefined;
        const { Destinations } = await guardduty.listPublishingDestinations({ DetectorId });
        return Destinations?.map(({ Status }) => Status);
      };
      await expect.poll(state, { timeout: 60_000 }).toEqual(['PUBLISHING']);
    }
  }
}, 120_000);
