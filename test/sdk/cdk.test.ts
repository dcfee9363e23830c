import * as cfn from '@aws-sdk/client-cloudformation';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StacksClient, startStacks } from './stacks-server.ts';
import type { VedetteServer } from './vedette-server.ts';

let server: VedetteServer;
let stacks: StacksClient;
let iam: IAMClient;
beforeAll(async () => {
  ({ server, stacks } = await startStacks());
  iam = new IAMClient(stacks.settings);
});
afterAll(() => server.stop());

/** As `cdk synth` writes it for a detector and a function's role. */
const TEMPLATE = {
  Resources: {
    Detector: { Type: 'AWS::GuardDuty::Detector', Properties: { Enable: true } },
    FnServiceRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: [
            {
              Action: 'sts:AssumeRole',
              Effect: 'Allow',
              Principal: { Service: 'lambda.amazonaws.com' },
            },
          ],
          Version: '2012-10-17',
        },
        ManagedPolicyArns: [
          {
            'Fn::Join': [
              '',
              [
                'arn:',
                { Ref: 'AWS::Partition' },
                ':iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
              ],
            ],
          },
        ],
      },
    },
    CDKMetadata: { Type: 'AWS::CDK::Metadata', Properties: { Analytics: 'v2:deflate64:H4sIAAAA' } },
  },
};

it("AWS CDK's way to deploy: a change set with nested stacks, in standard mode", async () => {
  const names = { StackName: 'Guard', ChangeSetName: 'cdk-deploy-change-set' };
  await stacks.client.send(
    new cfn.CreateChangeSetCommand({
      ...names,
      ChangeSetType: 'CREATE',
      IncludeNestedStacks: true,
      ImportExistingResources: false,
      DeploymentConfig: { Mode: 'STANDARD' },
      Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'],
      TemplateBody: JSON.stringify(TEMPLATE),
    }),
  );
  const set = await stacks.client.send(new cfn.DescribeChangeSetCommand(names));
  expect(set.IncludeNestedStacks).toBe(true);
  expect(set.Changes?.map((one) => one.ResourceChange?.ResourceType).sort()).toEqual([
    'AWS::CDK::Metadata',
    'AWS::GuardDuty::Detector',
    'AWS::IAM::Role',
  ]);
  await stacks.client.send(new cfn.ExecuteChangeSetCommand(names));
  expect((await stacks.settled('Guard')).StackStatus).toBe('CREATE_COMPLETE');
  const RoleName = 'AWSServiceRoleForAmazonGuardDuty';
  const { Role: role } = await iam.send(new GetRoleCommand({ RoleName }));
  expect(role?.Path).toBe('/aws-service-role/guardduty.amazonaws.com/');
});

it('refuses a configuration that keeps what a failed deployment made', async () => {
  const input = {
    StackName: 'Kept',
    TemplateBody: JSON.stringify(TEMPLATE),
    Capabilities: ['CAPABILITY_IAM' as const],
    DeploymentConfig: { Mode: 'STANDARD' as const, DisableRollback: true },
  };
  await expect(stacks.client.send(new cfn.CreateStackCommand(input))).rejects.toThrow(
    'DisableRollback is not supported by Vedette',
  );
});
