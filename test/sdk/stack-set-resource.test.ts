/** A set of stacks that is itself a resource of a stack. */
import {
  ActivateOrganizationsAccessCommand,
  DescribeStackSetCommand,
} from '@aws-sdk/client-cloudformation';
import { CreateDetectorCommand } from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrganizationAccount } from './organization-server.ts';
import { frequencies, StackSetsServer } from './stack-sets-server.ts';
import { StacksClient } from './stacks-server.ts';

const INNER = `
Parameters: {Frequency: {Type: String, Default: SIX_HOURS}}
Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties: {Enable: true, FindingPublishingFrequency: !Ref Frequency}
`;

let sets: StackSetsServer;
let stacks: StacksClient;
let one: OrganizationAccount;
let unitId: string;
beforeAll(async () => {
  sets = await StackSetsServer.start();
  stacks = new StacksClient(sets.server.management.caller);
  await stacks.client.send(new ActivateOrganizationsAccessCommand({}));
  one = await sets.server.account('one');
  unitId = await sets.unit('workloads', one);
});
afterAll(() => sets.stop());

interface Group {
  readonly Regions: readonly string[];
  readonly overrides?: string;
}

function outer(groups: readonly Group[], inner = INNER): string {
  const StackInstancesGroup = groups.map(({ Regions, overrides }) => ({
    ...{ DeploymentTargets: { OrganizationalUnitIds: [unitId] }, Regions },
    ...(overrides !== undefined && {
      ParameterOverrides: [{ ParameterKey: 'Frequency', ParameterValue: overrides }],
    }),
  }));
  const resource = {
    Type: 'AWS::CloudFormation::StackSet',
    Properties: {
      ...{ StackSetName: 'of-a-stack', PermissionModel: 'SERVICE_MANAGED' },
      AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
      OperationPreferences: { FailureToleranceCount: '0', RegionConcurrencyType: 'PARALLEL' },
      ...{ TemplateBody: inner, StackInstancesGroup },
    },
  };
  const Outputs = { Id: { Value: { 'Fn::GetAtt': ['Set', 'StackSetId'] } } };
  return JSON.stringify({ Resources: { Set: resource }, Outputs });
}

test('deploys with its stack, follows it, and goes with all its instances', async () => {
  const made = await stacks.create('outer', outer([{ Regions: ['us-east-1'] }]));
  expect(await stacks.failures('outer')).toEqual([]);
  expect(made.StackStatus).toBe('CREATE_COMPLETE');
  expect((await stacks.outputs('outer')).Id).toMatch(/^of-a-stack:[0-9a-f-]{36}$/);
  expect(await frequencies(one)).toEqual({ 'us-east-1': ['SIX_HOURS'], 'eu-west-1': [] });
  expect(await stacks.drift('outer')).toEqual({});

  const both = ['us-east-1', 'eu-west-1'];
  await stacks.update('outer', outer([{ Regions: both, overrides: 'ONE_HOUR' }]));
  expect(await stacks.failures('outer')).toEqual([]);
  expect(await frequencies(one)).toEqual({ 'us-east-1': ['ONE_HOUR'], 'eu-west-1': ['ONE_HOUR'] });
  const off = INNER.replace('Enable: true', 'Enable: false');
  await stacks.update('outer', outer([{ Regions: ['eu-west-1'], overrides: 'ONE_HOUR' }], off));
  expect(await stacks.failures('outer')).toEqual([]);
  expect(await frequencies(one)).toEqual({ 'us-east-1': [], 'eu-west-1': ['ONE_HOUR'] });

  const Tags = [{ Key: 'stage', Value: 'test' }];
  const tagsNow = async () => {
    const about = new DescribeStackSetCommand({ StackSetName: 'of-a-stack' });
    return (await stacks.client.send(about)).StackSet?.Tags;
  };
  for (const wanted of [Tags, []]) {
    const same = outer([{ Regions: ['eu-west-1'], overrides: 'ONE_HOUR' }], off);
    await stacks.update('outer', same, { Tags: wanted });
    expect(await stacks.failures('outer')).toEqual([]);
    expect(await tagsNow()).toEqual(wanted);
  }

  const two = await sets.server.account('two');
  await sets.move(two, sets.rootId, unitId);
  await sets.current('of-a-stack', 2);
  await stacks.remove('outer');
  expect(await frequencies(one)).toEqual({ 'us-east-1': [], 'eu-west-1': [] });
  expect(await frequencies(two)).toEqual({ 'us-east-1': [], 'eu-west-1': [] });
});

test('that fails somewhere fails its stack, and nothing is left of either', async () => {
  await one.guardduty.send(new CreateDetectorCommand({ Enable: true }));
  const made = await stacks.create('fails', outer([{ Regions: ['us-east-1'] }]));
  expect(made.StackStatus).toBe('ROLLBACK_COMPLETE');
  expect((await stacks.failures('fails')).join()).toMatch(
    /Set: Operation \S+ is FAILED: ResourceLogicalId:Detector.*already exists/,
  );
  expect(await sets.names()).toEqual([]);
});
