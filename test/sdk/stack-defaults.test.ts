/** What a template no longer says of a resource is as if it had never said it. */
import * as guardduty from '@aws-sdk/client-guardduty';
import * as iam from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import * as s3 from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StacksClient, startStacks } from './stacks-server.ts';
import type { TestAccount, VedetteServer } from './vedette-server.ts';

let server: VedetteServer;
let account: TestAccount;
let stacks: StacksClient;
beforeAll(async () => {
  ({ server, account, stacks } = await startStacks({ functions: {} }));
});
afterAll(() => server.stop());

/** Each property that may be left out stands on a line that ends with a mark. */
const FULL = `
Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties:
      Enable: true
      FindingPublishingFrequency: ONE_HOUR # optional
  Filter:
    Type: AWS::GuardDuty::Filter
    Properties:
      DetectorId: !Ref Detector
      Name: low
      Action: ARCHIVE # optional
      Description: quiet # optional
      FindingCriteria: {Criterion: {severity: {Lt: 4}}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}
      Description: runs # optional
      MaxSessionDuration: 7200 # optional
      PermissionsBoundary: arn:aws:iam::aws:policy/ReadOnlyAccess # optional
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] # optional
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt Role.Arn
      Runtime: nodejs20.x
      Handler: index.handler
      Code: {ZipFile: 'exports.handler = async () => 1;'}
      Architectures: [arm64] # optional
      Description: runs # optional
      Timeout: 9 # optional
      MemorySize: 256 # optional
      Environment: {Variables: {WORD: x}} # optional
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: defaults-of-stacks
      PublicAccessBlockConfiguration: {BlockPublicAcls: true} # optional
  Plan:
    Type: AWS::GuardDuty::MalwareProtectionPlan
    Properties:
      Role: !GetAtt Role.Arn
      Actions: {Tagging: {Status: ENABLED}} # optional
      ProtectedResource:
        S3Bucket:
          BucketName: !Ref Bucket
          ObjectPrefixes: [a] # optional
Outputs:
  Detector: {Value: !Ref Detector}
  Role: {Value: !Ref Role}
  Function: {Value: !Ref Function}
  Plan: {Value: !Ref Plan}
`;
const BARE = FULL.replace(/^.*# optional\n/gm, '');

/** What may be left out of a template, as the services tell it. */
async function settingsOf(StackName: string) {
  const { settings } = stacks;
  const { Detector: DetectorId, Role: RoleName, ...of } = await stacks.outputs(StackName);
  const { guardduty: client } = account;
  const detector = await client.send(new guardduty.GetDetectorCommand({ DetectorId }));
  const filter = await client.send(
    new guardduty.GetFilterCommand({ DetectorId, FilterName: 'low' }),
  );
  const plan = await client.send(
    new guardduty.GetMalwareProtectionPlanCommand({ MalwareProtectionPlanId: of.Plan }),
  );
  const roles = new iam.IAMClient(settings);
  const { Role: role } = await roles.send(new iam.GetRoleCommand({ RoleName }));
  const attached = await roles.send(new iam.ListAttachedRolePoliciesCommand({ RoleName }));
  const code = await new lambda.LambdaClient(settings).send(
    new lambda.GetFunctionConfigurationCommand({ FunctionName: of.Function }),
  );
  const storage = new s3.S3Client({ ...settings, forcePathStyle: true });
  const Bucket = 'defaults-of-stacks';
  const block = await storage.send(new s3.GetPublicAccessBlockCommand({ Bucket }));
  return {
    frequency: detector.FindingPublishingFrequency,
    filter: [filter.Action, filter.Description ?? ''],
    plan: [plan.Actions, plan.ProtectedResource],
    role: [role?.Description ?? '', role?.MaxSessionDuration, role?.PermissionsBoundary],
    policies: attached.AttachedPolicies,
    code: [code.Description, code.Timeout, code.MemorySize, code.Environment, code.Architectures],
    block: block.PublicAccessBlockConfiguration,
  };
}

test('a stack that loses properties is as a new one without them', async () => {
  await stacks.create('updated', FULL);
  expect(await stacks.failures('updated')).toEqual([]);
  const full = await settingsOf('updated');
  await stacks.update('updated', BARE);
  expect(await stacks.failures('updated')).toEqual([]);
  const updated = await settingsOf('updated');
  await stacks.remove('updated');
  await stacks.create('new', BARE);
  expect(await stacks.failures('new')).toEqual([]);
  expect(updated).toEqual(await settingsOf('new'));
  for (const [name, value] of Object.entries(full)) {
    expect(updated[name as keyof typeof updated], name).not.toEqual(value);
  }
});

test('a protection plan stays with its bucket', async () => {
  const other = `
  Other:
    Type: AWS::S3::Bucket
    Properties: {BucketName: others-of-stacks}
Outputs:`;
  const moved = BARE.replace('BucketName: !Ref Bucket', 'BucketName: !Ref Other');
  const after = await stacks.update('new', moved.replace('\nOutputs:', other));
  expect(after.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect((await stacks.failures('new')).join()).toContain(
    'Plan: Invalid request provided: the bucket of a protection plan cannot be changed',
  );
});
