import * as cfn from '@aws-sdk/client-cloudformation';
import { GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import * as iam from '@aws-sdk/client-iam';
import * as org from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowanceFor, widthOf } from '../../src/stacks/sets/run-set-operation.ts';
import { type OrganizationAccount, OrganizationServer } from './organization-server.ts';

const REGIONS = ['us-east-1', 'eu-west-1'];
const DETECTOR = `
Parameters: {Frequency: {Type: String, Default: SIX_HOURS}}
Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties: {Enable: true, FindingPublishingFrequency: !Ref Frequency}
`;

let server: OrganizationServer;
let accounts: OrganizationAccount[];
let stacks: cfn.CloudFormationClient;
let organizations: org.OrganizationsClient;
let rootId = '';
beforeAll(async () => {
  server = await OrganizationServer.start();
  accounts = [await server.account('one'), await server.account('two')];
  const { endpoint, credentials } = server.management.caller;
  const settings = { endpoint: endpoint.origin, region: 'us-east-1', credentials, maxAttempts: 1 };
  stacks = new cfn.CloudFormationClient(settings);
  organizations = new org.OrganizationsClient(settings);
  const { Roots: roots } = await organizations.send(new org.ListRootsCommand({}));
  rootId = roots?.[0]?.Id ?? '';
});
afterAll(() => server.stop());

async function unit(name: string, ...members: readonly OrganizationAccount[]): Promise<string> {
  const made = await organizations.send(
    new org.CreateOrganizationalUnitCommand({ ParentId: rootId, Name: name }),
  );
  const id = made.OrganizationalUnit?.Id ?? '';
  for (const member of members) await move(member, rootId, id);
  return id;
}

async function move({ accountId }: OrganizationAccount, from: string, to: string): Promise<void> {
  await organizations.send(
    new org.MoveAccountCommand({
      ...{ AccountId: accountId, SourceParentId: from, DestinationParentId: to },
    }),
  );
}

/** Detectors of an account, by Region. */
async function detectors(account: OrganizationAccount): Promise<Record<string, number>> {
  const { endpoint, credentials } = account.caller;
  const found: Record<string, number> = {};
  for (const region of REGIONS) {
    const client = new GuardDutyClient({ endpoint: endpoint.origin, region, credentials });
    const { DetectorIds: ids } = await client.send(new ListDetectorsCommand({}));
    found[region] = ids?.length ?? 0;
  }
  return found;
}

/** Asks until the operation has ended. */
async function ended(name: string, OperationId?: string): Promise<cfn.StackSetOperation> {
  for (;;) {
    const input = { StackSetName: name, OperationId };
    const answer = await stacks.send(new cfn.DescribeStackSetOperationCommand(input));
    const found = answer.StackSetOperation ?? {};
    if (!/^(QUEUED|RUNNING|STOPPING)$/.test(found.Status ?? '')) return found;
  }
}

/** Asks until the set has this many instances, all of them current. */
async function current(name: string, count: number): Promise<void> {
  for (;;) {
    const all = await instances(name);
    if (all.length === count && all.every(({ Status }) => Status === 'CURRENT')) return;
  }
}

async function instances(name: string): Promise<cfn.StackInstanceSummary[]> {
  const input = { StackSetName: name };
  return (await stacks.send(new cfn.ListStackInstancesCommand(input))).Summaries ?? [];
}

describe('a service-managed set of stacks', () => {
  const managed = (name: string): cfn.CreateStackSetCommandInput => ({
    ...{ StackSetName: name, TemplateBody: DETECTOR, PermissionModel: 'SERVICE_MANAGED' },
    AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
  });

  it('needs trusted access', async () => {
    await expect(stacks.send(new cfn.CreateStackSetCommand(managed('early')))).rejects.toThrow(
      'You must enable organizations access to operate a service managed stack set',
    );
    await stacks.send(new cfn.ActivateOrganizationsAccessCommand({}));
    const access = await stacks.send(new cfn.DescribeOrganizationsAccessCommand({}));
    expect(access.Status).toBe('ENABLED');
  });

  it('shows CreateStackSet, CreateStackInstances: who joins gets it, who leaves not', async () => {
    const [one, two] = accounts as [OrganizationAccount, OrganizationAccount];
    const OrganizationalUnitIds = [await unit('workloads', one)];
    const [unitId = ''] = OrganizationalUnitIds;
    await stacks.send(new cfn.CreateStackSetCommand(managed('baseline')));
    const begun = await stacks.send(
      new cfn.CreateStackInstancesCommand({
        ...{
          StackSetName: 'baseline',
          Regions: REGIONS,
          DeploymentTargets: { OrganizationalUnitIds },
        },
        ParameterOverrides: [{ ParameterKey: 'Frequency', ParameterValue: 'ONE_HOUR' }],
      }),
    );
    expect(await ended('baseline', begun.OperationId)).toMatchObject({ Status: 'SUCCEEDED' });
    expect(await detectors(one)).toEqual({ 'us-east-1': 1, 'eu-west-1': 1 });
    expect(await detectors(two)).toEqual({ 'us-east-1': 0, 'eu-west-1': 0 });
    const { Roles: roles = [] } = await new iam.IAMClient(settingsOf(one)).send(
      new iam.ListRolesCommand({}),
    );
    expect(roles.map(({ RoleName }) => RoleName).join()).toMatch(/stacksets-exec-[0-9a-f]{32}/);
    await move(two, rootId, unitId);
    await current('baseline', 4);
    expect(await detectors(two)).toEqual({ 'us-east-1': 1, 'eu-west-1': 1 });
    await move(one, unitId, rootId);
    await current('baseline', 2);
    expect(await detectors(one)).toEqual({ 'us-east-1': 0, 'eu-west-1': 0 });
    const changed = DETECTOR.replace('Enable: true', 'Enable: false');
    const update = await stacks.send(
      new cfn.UpdateStackSetCommand({ StackSetName: 'baseline', TemplateBody: changed }),
    );
    expect(await ended('baseline', update.OperationId)).toMatchObject({ Status: 'SUCCEEDED' });
    const removal = await stacks.send(
      new cfn.DeleteStackInstancesCommand({
        ...{ StackSetName: 'baseline', Regions: REGIONS, RetainStacks: false },
        DeploymentTargets: { OrganizationalUnitIds },
      }),
    );
    expect(await ended('baseline', removal.OperationId)).toMatchObject({ Status: 'SUCCEEDED' });
    expect(await detectors(two)).toEqual({ 'us-east-1': 0, 'eu-west-1': 0 });
    await stacks.send(new cfn.DeleteStackSetCommand({ StackSetName: 'baseline' }));
  });
});

function settingsOf({ caller }: OrganizationAccount, region = 'us-east-1') {
  const { endpoint, credentials } = caller;
  return { endpoint: endpoint.origin, region, credentials, maxAttempts: 1 };
}

describe('how many of an operation may fail and be under way', () => {
  const none = { parallelRegions: false, regionOrder: [], soft: false };
  it.each([
    [{}, { tolerated: 0, concurrent: 1 }],
    [
      { toleranceCount: 2, concurrentCount: 3 },
      { tolerated: 2, concurrent: 3 },
    ],
    [
      { tolerancePercentage: 25, concurrentPercentage: 50 },
      { tolerated: 2, concurrent: 5 },
    ],
    [{ concurrentPercentage: 1 }, { tolerated: 0, concurrent: 1 }],
  ])('%j of ten accounts is %j', (given, expected) => {
    const preferences = { ...none, ...given };
    expect(allowanceFor(10, { preferences, isAutomatic: false })).toEqual(expected);
  });

  it('does not count where accounts come and go by themselves', () => {
    const asked = { preferences: none, isAutomatic: true };
    expect(allowanceFor(10, asked)).toEqual({ tolerated: 10, concurrent: 10 });
  });

  it('shrinks with every failure where tolerance is strict, and stays where it is soft', () => {
    const allowance = { tolerated: 2, concurrent: 10 };
    expect([0, 1, 2].map((failed) => widthOf(allowance, failed, false))).toEqual([3, 2, 1]);
    expect(widthOf(allowance, 2, true)).toBe(10);
  });
});
