/** What CloudFormation asks for before it begins, change sets, and taking in what is there. */
import * as cfn from '@aws-sdk/client-cloudformation';
import * as guardduty from '@aws-sdk/client-guardduty';
import * as iam from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { allow, document, iamOf, refused, stsOf } from './iam-account.ts';
import { type StacksClient, startStacks } from './stacks-server.ts';
import { enable, type TestAccount, type VedetteServer } from './vedette-server.ts';

let server: VedetteServer;
let account: TestAccount;
let stacks: StacksClient;
let client: cfn.CloudFormationClient;
beforeAll(async () => {
  ({ server, account, stacks } = await startStacks());
  ({ client } = stacks);
});
afterAll(() => server.stop());

const role = (name: string) => `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      ${name}
      AssumeRolePolicyDocument:
        Statement:
          - {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}
`;
const NAMED = role('RoleName: RunsTheFunction');
const UNNAMED = role('Description: unnamed');

describe('IAM in a template', () => {
  const TemplateBody = NAMED;
  const ways: [string, (given: cfn.Capability[]) => Promise<unknown>][] = [
    [
      'CreateStack',
      (Capabilities) =>
        client.send(new cfn.CreateStackCommand({ StackName: 'n', TemplateBody, Capabilities })),
    ],
    [
      'CreateChangeSet',
      (Capabilities) =>
        client.send(
          new cfn.CreateChangeSetCommand({
            ...{ StackName: 'c', ChangeSetName: 'c', ChangeSetType: 'CREATE' },
            ...{ TemplateBody, Capabilities },
          }),
        ),
    ],
    [
      'CreateStackSet',
      (Capabilities) =>
        client.send(
          new cfn.CreateStackSetCommand({ StackSetName: 'n', TemplateBody, Capabilities }),
        ),
    ],
  ];

  it.each(ways)(
    'with a name is taken by %s under CAPABILITY_NAMED_IAM only',
    async (_way, send) => {
      const demanded =
        '400 InsufficientCapabilitiesException: Requires capabilities : [CAPABILITY_NAMED_IAM]';
      expect(await refused(send([]))).toBe(demanded);
      expect(await refused(send(['CAPABILITY_IAM']))).toBe(demanded);
      expect(await refused(send(['CAPABILITY_NAMED_IAM']))).toBe('not refused');
    },
  );

  it('without a name is taken under CAPABILITY_IAM, and demanded again by an update', async () => {
    const without = { Capabilities: [] };
    expect(await refused(stacks.create('unnamed', UNNAMED, without))).toContain(
      'Requires capabilities : [CAPABILITY_IAM]',
    );
    const Capabilities: cfn.Capability[] = ['CAPABILITY_IAM'];
    const made = await stacks.create('unnamed', UNNAMED, { Capabilities });
    expect(made.StackStatus).toBe('CREATE_COMPLETE');
    expect(await refused(stacks.update('unnamed', NAMED, { Capabilities }))).toContain(
      'Requires capabilities : [CAPABILITY_NAMED_IAM]',
    );
    await stacks.remove('unnamed');
  });

  it('is told by ValidateTemplate and GetTemplateSummary', async () => {
    const expected = {
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      CapabilitiesReason: expect.stringContaining('[AWS::IAM::Role]'),
    };
    const about = { TemplateBody };
    expect(await client.send(new cfn.ValidateTemplateCommand(about))).toMatchObject(expected);
    expect(await client.send(new cfn.GetTemplateSummaryCommand(about))).toMatchObject(expected);
  });

  it('makes a role that Lambda may take and its own account may not', async () => {
    await stacks.settled('n');
    const named = iamOf(account);
    await named.send(new iam.CreateUserCommand({ UserName: 'somebody' }));
    const policy = {
      UserName: 'somebody',
      PolicyName: 'all',
      PolicyDocument: document(allow('*')),
    };
    await named.send(new iam.PutUserPolicyCommand(policy));
    const { AccessKey: key } = await named.send(
      new iam.CreateAccessKeyCommand({ UserName: 'somebody' }),
    );
    const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } = key ?? {};
    const sts = stsOf(account, { accessKeyId, secretAccessKey });
    const RoleArn = `arn:aws:iam::${account.accountId}:role/RunsTheFunction`;
    const taken = sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'somebody' }));
    expect(await refused(taken)).toContain('AccessDenied');
  });
});

it('a template that comes to nothing with its parameters is refused at once', async () => {
  const circle = `
Parameters: {P: {Type: String, AllowedValues: [good, bad]}}
Conditions: {C: !Equals [!Ref P, bad]}
Resources:
  A: {Type: "AWS::IAM::ManagedPolicy", Properties: {Description: !If [C, !Ref B, x]}}
  B: {Type: "AWS::IAM::ManagedPolicy", Properties: {Description: !Ref A}}
`;
  const Parameters = [{ ParameterKey: 'P', ParameterValue: 'bad' }];
  expect(await refused(stacks.create('circle', circle, { Parameters }))).toBe(
    '400 ValidationError: Circular dependency between resources: [A, B]',
  );
  expect(await refused(stacks.stack('circle'))).toContain('does not exist');
});

const DETECTOR = `
Parameters: {Frequency: {Type: String, Default: SIX_HOURS}}
Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties: {Enable: true, FindingPublishingFrequency: !Ref Frequency}
`;
const FILTER = `  Filter:
    Type: AWS::GuardDuty::Filter
    Properties:
      DetectorId: !Ref Detector
      Name: low
      FindingCriteria: {Criterion: {severity: {Lt: 4}}}
`;

async function plan(
  ChangeSetName: string,
  TemplateBody: string,
  more: Partial<cfn.CreateChangeSetCommandInput> = {},
): Promise<cfn.DescribeChangeSetCommandOutput> {
  const by = { StackName: 'planned', ChangeSetName };
  await client.send(new cfn.CreateChangeSetCommand({ ...by, TemplateBody, ...more }));
  return client.send(new cfn.DescribeChangeSetCommand(by));
}

const changesOf = ({ Changes = [] }: cfn.DescribeChangeSetCommandOutput) =>
  Changes.map(({ ResourceChange: change = {} }) =>
    [change.Action, change.LogicalResourceId, change.Replacement].filter(Boolean).join(' '),
  );

async function execute(ChangeSetName: string): Promise<string | undefined> {
  await client.send(new cfn.ExecuteChangeSetCommand({ StackName: 'planned', ChangeSetName }));
  return (await stacks.settled('planned')).StackStatus;
}

describe('a change set', () => {
  it('shows CreateChangeSet, ExecuteChangeSet: nothing is there until then', async () => {
    const by = { StackName: 'planned', ChangeSetName: 'first' };
    const first = { ...by, ChangeSetType: 'CREATE', TemplateBody: DETECTOR } as const;
    await client.send(new cfn.CreateChangeSetCommand(first));
    const described = await client.send(new cfn.DescribeChangeSetCommand(by));
    expect(changesOf(described)).toEqual(['Add Detector']);
    expect((await stacks.stack('planned')).StackStatus).toBe('REVIEW_IN_PROGRESS');
    const listed = new guardduty.ListDetectorsCommand({});
    expect((await account.guardduty.send(listed)).DetectorIds).toEqual([]);
    await client.send(new cfn.ExecuteChangeSetCommand(by));
    expect((await stacks.settled('planned')).StackStatus).toBe('CREATE_COMPLETE');
    expect((await account.guardduty.send(listed)).DetectorIds).toHaveLength(1);
  });

  it('says what would change, be replaced, come and go', async () => {
    const more = await plan('more', DETECTOR + FILTER);
    expect(changesOf(more)).toEqual(['Add Filter']);
    expect(await execute('more')).toBe('UPDATE_COMPLETE');
    const named = (DETECTOR + FILTER).replace('Name: low', 'Name: lower');
    const Parameters = [{ ParameterKey: 'Frequency', ParameterValue: 'ONE_HOUR' }];
    const both = await plan('both', named, { Parameters });
    expect(changesOf(both)).toEqual(['Modify Detector False', 'Modify Filter True']);
    const [, filter] = both.Changes ?? [];
    expect(filter?.ResourceChange?.Details).toMatchObject([
      { Target: { Attribute: 'Properties', Name: 'Name', RequiresRecreation: 'Always' } },
    ]);
    const less = await plan('less', DETECTOR);
    expect(changesOf(less)).toEqual(['Remove Filter']);
    const before = await client.send(new cfn.ListChangeSetsCommand({ StackName: 'planned' }));
    expect(before.Summaries?.map(({ ChangeSetName }) => ChangeSetName).sort()).toEqual([
      'both',
      'less',
      'more',
    ]);
    expect(await execute('both')).toBe('UPDATE_COMPLETE');
    // The other one was about a stack that is no more.
    expect(await refused(execute('less'))).toContain('ChangeSet [less] does not exist');
    expect(await refused(execute('both'))).toContain('cannot be executed in its current');
  });

  it('without changes has failed, and shows DeleteChangeSet: it can be taken away', async () => {
    const Parameters = [{ ParameterKey: 'Frequency', UsePreviousValue: true }];
    const named = (DETECTOR + FILTER).replace('Name: low', 'Name: lower');
    const none = await plan('none', named, { Parameters });
    expect(none).toMatchObject({ Status: 'FAILED', ExecutionStatus: 'UNAVAILABLE', Changes: [] });
    expect(none.StatusReason).toContain("didn't contain changes");
    const by = { StackName: 'planned', ChangeSetName: 'none' };
    await client.send(new cfn.DeleteChangeSetCommand(by));
    expect(await refused(client.send(new cfn.DescribeChangeSetCommand(by)))).toContain(
      'ChangeSet [none] does not exist',
    );
    await stacks.remove('planned');
  });
});

test('what is there already is taken in as it is, and kept where it is to be', async () => {
  const DetectorId = await enable(account);
  const kept = DETECTOR.replace('Type: AWS', 'DeletionPolicy: Retain\n    Type: AWS');
  const ResourcesToImport = [
    {
      ...{ ResourceType: 'AWS::GuardDuty::Detector', LogicalResourceId: 'Detector' },
      ResourceIdentifier: { Id: DetectorId },
    },
  ];
  const taken = { ChangeSetType: 'IMPORT', ResourcesToImport } as const;
  const wrong = { Id: '0123456789abcdef0123456789abcdef' };
  const [resource] = ResourcesToImport;
  await plan('wrong', kept, {
    ...taken,
    ResourcesToImport: [{ ...resource, ResourceIdentifier: wrong }],
  } as never);
  expect(await execute('wrong')).toBe('IMPORT_ROLLBACK_COMPLETE');
  await client.send(new cfn.DeleteStackCommand({ StackName: 'planned' }));
  const planned = await plan('take', kept, taken);
  expect(changesOf(planned)).toEqual(['Import Detector']);
  expect(await execute('take')).toBe('IMPORT_COMPLETE');
  expect(await stacks.drift('planned')).toEqual({});
  const more = await plan('more', kept + FILTER);
  expect(changesOf(more)).toEqual(['Add Filter']);
  expect(await execute('more')).toBe('UPDATE_COMPLETE');
  expect((await stacks.remove('planned')).StackStatus).toBe('DELETE_COMPLETE');
  const left = await account.guardduty.send(new guardduty.ListDetectorsCommand({}));
  expect(left.DetectorIds).toEqual([DetectorId]);
});
