/** Sets of stacks by the two roles that an administrator keeps itself. */
import * as cfn from '@aws-sdk/client-cloudformation';
import * as iam from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allow, document, trust } from './iam-account.ts';
import type { OrganizationAccount } from './organization-server.ts';
import { frequencies, REGIONS, StackSetsServer, settingsOf } from './stack-sets-server.ts';

const ADMINISTRATION = 'AWSCloudFormationStackSetAdministrationRole';
const EXECUTION = 'AWSCloudFormationStackSetExecutionRole';
const DETECTOR = `
Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties: {Enable: true, FindingPublishingFrequency: SIX_HOURS}
`;
const CLOUDFORMATION = trust({ Service: 'cloudformation.amazonaws.com' });

let sets: StackSetsServer;
let stacks: cfn.CloudFormationClient;
let one: OrganizationAccount;
let two: OrganizationAccount;
beforeAll(async () => {
  sets = await StackSetsServer.start();
  ({ stacks } = sets);
  [one, two] = [await sets.server.account('one'), await sets.server.account('two')];
});
afterAll(() => sets.stop());

async function role(
  account: OrganizationAccount,
  RoleName: string,
  AssumeRolePolicyDocument: string,
  ...actions: string[]
): Promise<void> {
  const client = new iam.IAMClient(settingsOf(account));
  await client.send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyDocument = document(allow(...actions));
  await client.send(new iam.PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }));
}

type Deployment = Partial<cfn.CreateStackInstancesCommandInput>;

async function deploy(StackSetName: string, more: Deployment = {}) {
  const Accounts = [one.accountId, two.accountId];
  const input = { StackSetName, Regions: REGIONS, Accounts, ...more };
  const { OperationId } = await stacks.send(new cfn.CreateStackInstancesCommand(input));
  const operation = await sets.ended(StackSetName, OperationId);
  const listed = await stacks.send(
    new cfn.ListStackSetOperationResultsCommand({ StackSetName, OperationId }),
  );
  const told = (listed.Summaries ?? []).map(
    ({ Account, Region, Status }) =>
      `${Account === one.accountId ? 'one' : 'two'} ${Region} ${Status}`,
  );
  return { operation, told: told.sort(), results: listed.Summaries ?? [] };
}

it('fails with the reason while the roles are not there, in the first Region', async () => {
  await stacks.send(
    new cfn.CreateStackSetCommand({ StackSetName: 'roles', TemplateBody: DETECTOR }),
  );
  const without = await deploy('roles', { OperationPreferences: { RegionOrder: REGIONS } });
  expect(without.operation.Status).toBe('FAILED');
  // One has failed, which is one too many, whichever was the first.
  const told = without.told.map((line) => line.replace(/^\w+ /, ''));
  expect(told.sort()).toEqual([
    'eu-west-1 CANCELLED',
    'eu-west-1 CANCELLED',
    'us-east-1 CANCELLED',
    'us-east-1 FAILED',
  ]);
  expect(without.results.map(({ StatusReason }) => StatusReason).join()).toContain(ADMINISTRATION);
  expect(await frequencies(one)).toEqual({ 'us-east-1': [], 'eu-west-1': [] });
});

it('deploys through both roles, to those accounts that let it', async () => {
  const { management } = sets.server;
  await role(management, ADMINISTRATION, CLOUDFORMATION, 'sts:AssumeRole');
  const administrator = trust({ AWS: management.accountId });
  await role(one, EXECUTION, administrator, '*');
  // This one trusts somebody else.
  await role(two, EXECUTION, trust({ AWS: one.accountId }), '*');
  const tolerant = { FailureToleranceCount: 1, MaxConcurrentCount: 2 };
  const { operation, told, results } = await deploy('roles', { OperationPreferences: tolerant });
  expect(operation.Status).toBe('SUCCEEDED');
  expect(told).toEqual([
    'one eu-west-1 SUCCEEDED',
    'one us-east-1 SUCCEEDED',
    'two eu-west-1 FAILED',
    'two us-east-1 FAILED',
  ]);
  const over = { StackSetName: 'roles', OperationId: operation.OperationId };
  await expect(stacks.send(new cfn.StopStackSetOperationCommand(over))).rejects.toThrow(
    `Operation ${operation.OperationId} is in SUCCEEDED state and cannot be stopped`,
  );
  const reasons = results.map(({ StatusReason }) => StatusReason ?? '');
  expect(reasons.filter((reason) => reason.includes(EXECUTION))).toHaveLength(2);
  expect(await frequencies(one)).toEqual({
    'us-east-1': ['SIX_HOURS'],
    'eu-west-1': ['SIX_HOURS'],
  });
  expect(await frequencies(two)).toEqual({ 'us-east-1': [], 'eu-west-1': [] });
  const listed = await sets.instances('roles');
  expect(listed.map(({ Status }) => Status).sort()).toEqual([
    'CURRENT',
    'CURRENT',
    'OUTDATED',
    'OUTDATED',
  ]);
});

it('acts with what the execution role may do, and no more', async () => {
  const administrator = trust({ AWS: sets.server.management.accountId });
  await role(two, 'Narrow', administrator, 'iam:*');
  await stacks.send(
    new cfn.CreateStackSetCommand({
      ...{ StackSetName: 'narrow', TemplateBody: DETECTOR, ExecutionRoleName: 'Narrow' },
    }),
  );
  const Regions = ['us-east-1'];
  const { operation, results } = await deploy('narrow', { Accounts: [two.accountId], Regions });
  expect(operation.Status).toBe('FAILED');
  expect(results[0]?.StatusReason).toMatch(
    /ResourceLogicalId:Detector.*not authorized to perform: guardduty:CreateDetector/,
  );
});

it('has accounts as targets, not units, and nothing that deploys by itself', async () => {
  const DeploymentTargets = { OrganizationalUnitIds: [sets.rootId] };
  const input = { StackSetName: 'roles', Regions: ['us-east-1'], DeploymentTargets };
  await expect(stacks.send(new cfn.CreateStackInstancesCommand(input))).rejects.toThrow(
    'StackSets with SELF_MANAGED permission model can only have accounts as targets',
  );
  const automatic = { Enabled: true, RetainStacksOnAccountRemoval: true };
  await expect(
    stacks.send(
      new cfn.CreateStackSetCommand({
        ...{ StackSetName: 'auto', TemplateBody: DETECTOR, AutoDeployment: automatic },
      }),
    ),
  ).rejects.toThrow('AutoDeployment can only be specified for SERVICE_MANAGED permission model');
});

it('shows ImportStacksToStackSet: a stack that is there joins the set as it is', async () => {
  const template = `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: Imported
      AssumeRolePolicyDocument:
        Statement:
          - {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: sts:AssumeRole}
`;
  const own = new cfn.CloudFormationClient(settingsOf(one));
  const Capabilities: cfn.Capability[] = ['CAPABILITY_NAMED_IAM'];
  const content = { TemplateBody: template, Capabilities };
  const made = await own.send(new cfn.CreateStackCommand({ StackName: 'alone', ...content }));
  const StackName = made.StackId ?? '';
  await cfn.waitUntilStackCreateComplete(
    { client: own, maxWaitTime: 60, minDelay: 1 },
    { StackName },
  );
  await stacks.send(new cfn.CreateStackSetCommand({ StackSetName: 'takes', ...content }));
  const StackIds = [StackName];
  const { OperationId } = await stacks.send(
    new cfn.ImportStacksToStackSetCommand({ StackSetName: 'takes', StackIds }),
  );
  expect(await sets.ended('takes', OperationId)).toMatchObject({ Status: 'SUCCEEDED' });
  expect(await sets.instances('takes')).toMatchObject([
    { Account: one.accountId, Region: 'us-east-1', StackId: StackName, Status: 'CURRENT' },
  ]);
  const events = await own.send(new cfn.DescribeStackEventsCommand({ StackName }));
  expect(events.StackEvents?.[0]?.ResourceStatus).toBe('CREATE_COMPLETE');
  const again = new cfn.ImportStacksToStackSetCommand({ StackSetName: 'roles', StackIds });
  await expect(stacks.send(again)).rejects.toThrow('is already in stack set takes');
  const Accounts = [one.accountId];
  const removal = await stacks.send(
    new cfn.DeleteStackInstancesCommand({
      ...{ StackSetName: 'takes', Accounts, Regions: ['us-east-1'], RetainStacks: true },
    }),
  );
  expect(await sets.ended('takes', removal.OperationId)).toMatchObject({ Status: 'SUCCEEDED' });
  const left = await own.send(new cfn.DescribeStacksCommand({ StackName }));
  expect(left.Stacks?.[0]?.StackStatus).toBe('CREATE_COMPLETE');
  await own.send(new cfn.DeleteStackCommand({ StackName }));
});
