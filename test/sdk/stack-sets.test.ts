import * as cfn from '@aws-sdk/client-cloudformation';
import * as iam from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowanceFor, widthOf } from '../../src/stacks/sets/run-set-operation.ts';
import type { OrganizationAccount } from './organization-server.ts';
import { frequencies, REGIONS, StackSetsServer, settingsOf } from './stack-sets-server.ts';

const DETECTOR = `
Parameters: {Frequency: {Type: String, Default: SIX_HOURS}}
Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties: {Enable: true, FindingPublishingFrequency: !Ref Frequency}
`;

let sets: StackSetsServer;
let stacks: cfn.CloudFormationClient;
let accounts: OrganizationAccount[];
beforeAll(async () => {
  sets = await StackSetsServer.start();
  ({ stacks } = sets);
  accounts = [];
  for (const name of ['one', 'two', 'three', 'four']) {
    accounts.push(await sets.server.account(name));
  }
});
afterAll(() => sets.stop());

const NONE = { 'us-east-1': [], 'eu-west-1': [] };
const both = (frequency: string) => ({ 'us-east-1': [frequency], 'eu-west-1': [frequency] });
const frequency = (value: string) => [{ ParameterKey: 'Frequency', ParameterValue: value }];

describe('a service-managed set of stacks', () => {
  const managed = (name: string): cfn.CreateStackSetCommandInput => ({
    ...{ StackSetName: name, TemplateBody: DETECTOR, PermissionModel: 'SERVICE_MANAGED' },
    AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
  });

  /** Instances in both Regions for all accounts of a unit, or for these of them. */
  async function deploy(
    StackSetName: string,
    unitId: string,
    more: Partial<cfn.CreateStackInstancesCommandInput> = {},
  ): Promise<void> {
    const DeploymentTargets = { OrganizationalUnitIds: [unitId] };
    const input = { StackSetName, Regions: REGIONS, DeploymentTargets, ...more };
    const { OperationId } = await stacks.send(new cfn.CreateStackInstancesCommand(input));
    expect(await sets.ended(StackSetName, OperationId)).toMatchObject({ Status: 'SUCCEEDED' });
  }

  async function removeAll(StackSetName: string, unitId: string): Promise<void> {
    const DeploymentTargets = { OrganizationalUnitIds: [unitId] };
    const input = { StackSetName, Regions: REGIONS, DeploymentTargets, RetainStacks: false };
    const { OperationId } = await stacks.send(new cfn.DeleteStackInstancesCommand(input));
    expect(await sets.ended(StackSetName, OperationId)).toMatchObject({ Status: 'SUCCEEDED' });
    await stacks.send(new cfn.DeleteStackSetCommand({ StackSetName }));
  }

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
    const OrganizationalUnitIds = [await sets.unit('workloads', one)];
    const [unitId = ''] = OrganizationalUnitIds;
    await stacks.send(new cfn.CreateStackSetCommand(managed('baseline')));
    const begun = await stacks.send(
      new cfn.CreateStackInstancesCommand({
        ...{
          StackSetName: 'baseline',
          Regions: REGIONS,
          DeploymentTargets: { OrganizationalUnitIds },
        },
        ParameterOverrides: frequency('ONE_HOUR'),
      }),
    );
    expect(await sets.ended('baseline', begun.OperationId)).toMatchObject({ Status: 'SUCCEEDED' });
    expect(await frequencies(one)).toEqual(both('ONE_HOUR'));
    expect(await frequencies(two)).toEqual(NONE);
    const { Roles: roles = [] } = await new iam.IAMClient(settingsOf(one)).send(
      new iam.ListRolesCommand({}),
    );
    expect(roles.map(({ RoleName }) => RoleName).join()).toMatch(/stacksets-exec-[0-9a-f]{32}/);
    await sets.move(two, sets.rootId, unitId);
    await sets.current('baseline', 4);
    // Overrides are those of instances: who joins later gets what the set says.
    expect(await frequencies(two)).toEqual(both('SIX_HOURS'));
    await sets.move(one, unitId, sets.rootId);
    await sets.current('baseline', 2);
    expect(await frequencies(one)).toEqual(NONE);
    const changed = DETECTOR.replace('Enable: true', 'Enable: false');
    const update = await stacks.send(
      new cfn.UpdateStackSetCommand({ StackSetName: 'baseline', TemplateBody: changed }),
    );
    expect(await sets.ended('baseline', update.OperationId)).toMatchObject({ Status: 'SUCCEEDED' });
    await removeAll('baseline', unitId);
    expect(await frequencies(two)).toEqual(NONE);
    await sets.move(two, unitId, sets.rootId);
  });

  it('shows UpdateStackInstances: each instance has its own parameters', async () => {
    const [one, two] = accounts as [OrganizationAccount, OrganizationAccount];
    const unitId = await sets.unit('of-their-own', one, two);
    const StackSetName = 'own';
    await stacks.send(new cfn.CreateStackSetCommand(managed(StackSetName)));
    await deploy(StackSetName, unitId);
    const target = { OrganizationalUnitIds: [unitId], Accounts: [two.accountId] };
    const update = async (ParameterOverrides: cfn.Parameter[], Regions: string[]) => {
      const DeploymentTargets: cfn.DeploymentTargets = {
        ...target,
        AccountFilterType: 'INTERSECTION',
      };
      const input = { StackSetName, Regions, DeploymentTargets, ParameterOverrides };
      const { OperationId } = await stacks.send(new cfn.UpdateStackInstancesCommand(input));
      expect(await sets.ended(StackSetName, OperationId)).toMatchObject({ Status: 'SUCCEEDED' });
    };
    await update(frequency('ONE_HOUR'), ['eu-west-1']);
    expect(await frequencies(one)).toEqual(both('SIX_HOURS'));
    expect(await frequencies(two)).toEqual({ ...both('SIX_HOURS'), 'eu-west-1': ['ONE_HOUR'] });
    const instance = { StackInstanceAccount: two.accountId, StackInstanceRegion: 'eu-west-1' };
    const described = await stacks.send(
      new cfn.DescribeStackInstanceCommand({ StackSetName, ...instance }),
    );
    expect(described.StackInstance?.ParameterOverrides).toEqual(frequency('ONE_HOUR'));
    // What is overridden stays so when the set gets another value, which the rest follows.
    const set = {
      StackSetName,
      UsePreviousTemplate: true,
      Parameters: frequency('FIFTEEN_MINUTES'),
    };
    const { OperationId } = await stacks.send(new cfn.UpdateStackSetCommand(set));
    expect(await sets.ended(StackSetName, OperationId)).toMatchObject({ Status: 'SUCCEEDED' });
    expect(await frequencies(one)).toEqual(both('FIFTEEN_MINUTES'));
    const half = { ...both('FIFTEEN_MINUTES'), 'eu-west-1': ['ONE_HOUR'] };
    expect(await frequencies(two)).toEqual(half);
    await update([{ ParameterKey: 'Frequency', UsePreviousValue: true }], ['eu-west-1']);
    expect(await frequencies(two)).toEqual(both('FIFTEEN_MINUTES'));
    await expect(update([{ ParameterKey: 'Other', ParameterValue: 'x' }], REGIONS)).rejects.toThrow(
      'Parameters: [Other] do not exist in the template',
    );
    await removeAll(StackSetName, unitId);
    for (const account of [one, two]) await sets.move(account, unitId, sets.rootId);
  });

  it('two units have two sets of parameters, also for who joins or changes over', async () => {
    const [one, two, three] = accounts as [
      OrganizationAccount,
      OrganizationAccount,
      OrganizationAccount,
    ];
    const units = {
      quick: await sets.unit('quick-unit', one),
      slow: await sets.unit('slow-unit', two),
    };
    for (const [name, value] of [
      ['quick', 'FIFTEEN_MINUTES'],
      ['slow', 'ONE_HOUR'],
    ] as const) {
      const set = { ...managed(name), Parameters: frequency(value) };
      await stacks.send(new cfn.CreateStackSetCommand(set));
      await deploy(name, units[name]);
    }
    expect(await frequencies(one)).toEqual(both('FIFTEEN_MINUTES'));
    expect(await frequencies(two)).toEqual(both('ONE_HOUR'));
    await sets.move(three, sets.rootId, units.slow);
    await sets.current('slow', 4);
    expect(await frequencies(three)).toEqual(both('ONE_HOUR'));
    // An account has room for one detector: the one of the old set goes before the new one comes.
    await sets.move(three, units.slow, units.quick);
    await sets.current('quick', 4);
    await sets.current('slow', 2);
    expect(await frequencies(three)).toEqual(both('FIFTEEN_MINUTES'));
    await removeAll('quick', units.quick);
    await removeAll('slow', units.slow);
    expect(await frequencies(three)).toEqual(NONE);
    for (const account of [one, three]) await sets.move(account, units.quick, sets.rootId);
    await sets.move(two, units.slow, sets.rootId);
  });

  /** Where stacks of the set are, by Region, and for which unit each is there. */
  async function placesOf(name: string, { accountId }: OrganizationAccount) {
    const all = (await sets.instances(name)).filter(({ Account }) => Account === accountId);
    return Object.fromEntries(all.map((one) => [one.Region, one.OrganizationalUnitId]));
  }

  it('one unit has another Region than the other: who changes over has its own', async () => {
    const [, , three] = accounts as [unknown, unknown, OrganizationAccount];
    const here = await sets.unit('here', three);
    const [there, both] = [await sets.unit('there'), await sets.unit('both')];
    await stacks.send(new cfn.CreateStackSetCommand(managed('regions')));
    await deploy('regions', here, { Regions: ['us-east-1'] });
    await deploy('regions', there, { Regions: ['eu-west-1'] });
    await deploy('regions', both);
    const becomes = (places: object) =>
      expect.poll(() => placesOf('regions', three), { timeout: 20_000 }).toEqual(places);
    await becomes({ 'us-east-1': here });
    await sets.move(three, here, there);
    await becomes({ 'eu-west-1': there });
    await sets.current('regions', 1);
    const made = await frequencies(three);
    expect(made).toEqual({ 'us-east-1': [], 'eu-west-1': ['SIX_HOURS'] });
    await sets.move(three, there, both);
    await becomes({ 'us-east-1': both, 'eu-west-1': both });
    await sets.move(three, both, here);
    await becomes({ 'us-east-1': here });
    await sets.current('regions', 1);
    expect(await frequencies(three)).toEqual({ 'us-east-1': ['SIX_HOURS'], 'eu-west-1': [] });
    await removeAll('regions', here);
    await sets.move(three, here, sets.rootId);
  });

  it('a unit within another of the same set has the Regions of both', async () => {
    const [, , , four] = accounts as [unknown, unknown, unknown, OrganizationAccount];
    const inner = await sets.unit('inner');
    await stacks.send(new cfn.CreateStackSetCommand(managed('within')));
    await deploy('within', sets.rootId, { Regions: ['us-east-1'] });
    await deploy('within', inner, { Regions: ['eu-west-1'] });
    const outside = (await sets.instances('within')).length;
    await sets.move(four, sets.rootId, inner);
    await sets.current('within', outside + 1);
    expect(await placesOf('within', four)).toEqual({
      'us-east-1': sets.rootId,
      'eu-west-1': inner,
    });
    expect(await frequencies(four)).toEqual(both('SIX_HOURS'));
    await sets.move(four, inner, sets.rootId);
    await sets.current('within', outside);
    expect(await placesOf('within', four)).toEqual({ 'us-east-1': sets.rootId });
    await removeAll('within', sets.rootId);
  });
});

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
