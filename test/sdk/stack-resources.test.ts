import * as guardduty from '@aws-sdk/client-guardduty';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partId } from '../../src/domain/stack-item-key.ts';
import { type StacksClient, startStacks } from './stacks-server.ts';
import type { TestAccount, VedetteServer } from './vedette-server.ts';

let server: VedetteServer;
let account: TestAccount;
let stacks: StacksClient;
beforeAll(async () => {
  ({ server, account, stacks } = await startStacks());
});
afterAll(() => server.stop());

/** Rows of the account in all tables but CloudFormation's own, which remembers deleted stacks. */
async function stateBesidesStacks(): Promise<string> {
  const { stacks: kept } = server.vedette.store;
  const of = { accountId: account.accountId };
  for (const { eventId } of await kept.list('event', of)) await kept.delete('event', eventId);
  for (const row of await kept.list('resource', of)) {
    await kept.delete('resource', partId(row.stackId, row.logicalId));
  }
  for (const { stackId } of await kept.list('stack', of)) await kept.delete('stack', stackId);
  for (const one of await kept.list('driftDetection', of)) {
    await kept.delete('driftDetection', one.detectionId);
  }
  return server.vedette.store.digest(account.accountId);
}

const EXPORT = `
Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties:
      Enable: true
      Features:
        - {Name: S3_DATA_EVENTS, Status: ENABLED}
        - Name: RUNTIME_MONITORING
          Status: ENABLED
          AdditionalConfiguration: [{Name: EC2_AGENT_MANAGEMENT, Status: ENABLED}]
      Tags: [{Key: team, Value: blue}]
  Key:
    Type: AWS::KMS::Key
    Properties:
      PendingWindowInDays: 7
      EnableKeyRotation: true
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root'}
            Action: 'kms:*'
            Resource: '*'
          - Effect: Allow
            Principal: {Service: guardduty.amazonaws.com}
            Action: kms:GenerateDataKey
            Resource: '*'
            Condition: {StringEquals: {'aws:SourceAccount': !Ref AWS::AccountId}}
  Alias:
    Type: AWS::KMS::Alias
    Properties: {AliasName: alias/exports, TargetKeyId: !Ref Key}
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: exports-of-stacks
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              {SSEAlgorithm: 'aws:kms', KMSMasterKeyID: !GetAtt Key.Arn}
      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        BlockPublicPolicy: true
        IgnorePublicAcls: true
        RestrictPublicBuckets: true
      Tags: [{Key: team, Value: blue}]
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {Service: guardduty.amazonaws.com}
            Action: [s3:GetBucketLocation, s3:PutObject]
            Resource: [!GetAtt Bucket.Arn, !Sub '\${Bucket.Arn}/*']
            Condition: {StringEquals: {'aws:SourceAccount': !Ref AWS::AccountId}}
  Destination:
    Type: AWS::GuardDuty::PublishingDestination
    DependsOn: Policy
    Properties:
      DetectorId: !Ref Detector
      DestinationType: S3
      DestinationProperties: {DestinationArn: !GetAtt Bucket.Arn, KmsKeyArn: !GetAtt Key.Arn}
  Filter:
    Type: AWS::GuardDuty::Filter
    Properties:
      DetectorId: !Ref Detector
      Name: low
      Action: ARCHIVE
      Rank: 1
      FindingCriteria: {Criterion: {severity: {Lt: 4}, type: {Eq: ['Recon:EC2/Portscan']}}}
Outputs:
  DetectorId: {Value: !Ref Detector}
  DestinationId: {Value: !GetAtt Destination.Id}
  KeyId: {Value: !Ref Key}
`;

describe('resources of a stack', () => {
  it('a native export is published, drifts and is found, and goes with its stack', async () => {
    const made = await stacks.create('export', EXPORT);
    expect(await stacks.failures('export')).toEqual([]);
    expect(made.StackStatus).toBe('CREATE_COMPLETE');
    const { DetectorId, DestinationId, KeyId } = await stacks.outputs('export');
    const { guardduty: client } = account;
    const destination = await client.send(
      new guardduty.DescribePublishingDestinationCommand({ DetectorId, DestinationId }),
    );
    expect(destination.DestinationProperties?.DestinationArn).toBe(
      'arn:aws:s3:::exports-of-stacks',
    );
    expect(await stacks.drift('export')).toEqual({});
    const by = { DetectorId, FilterName: 'low', Action: 'NOOP' } as const;
    await client.send(new guardduty.UpdateFilterCommand(by));
    await client.send(
      new guardduty.DeletePublishingDestinationCommand({ DetectorId, DestinationId }),
    );
    const agents = [{ Name: 'EC2_AGENT_MANAGEMENT', Status: 'DISABLED' } as const];
    const runtime = { Name: 'RUNTIME_MONITORING', AdditionalConfiguration: agents } as const;
    const changed = { DetectorId, Features: [runtime] };
    await client.send(new guardduty.UpdateDetectorCommand(changed));
    expect(await stacks.drift('export')).toEqual({
      ...{ Destination: 'DELETED', Detector: 'MODIFIED', Filter: 'MODIFIED' },
    });
    // The bucket holds what GuardDuty tried it with: a stack deletes no objects.
    expect((await stacks.remove('export')).StackStatus).toBe('DELETE_FAILED');
    expect((await stacks.failures('export')).join()).toContain('Bucket: ');
    const again = await stacks.remove('export', { RetainResources: ['Bucket'] });
    expect(again.StackStatus).toBe('DELETE_COMPLETE');
    const keys = new kms.KMSClient(stacks.settings);
    const { KeyMetadata: key } = await keys.send(new kms.DescribeKeyCommand({ KeyId }));
    expect(key?.KeyState).toBe('PendingDeletion');
    const left = await client.send(new guardduty.ListDetectorsCommand({}));
    expect(left.DetectorIds).toEqual([]);
  });

  it('a detector that is there is refused, and both kinds of settings together', async () => {
    const detector = (more: string) =>
      `Resources: {D: {Type: "AWS::GuardDuty::Detector", Properties: {Enable: true${more}}}}`;
    const features = 'Features: [{Name: S3_DATA_EVENTS, Status: ENABLED}]';
    const both = detector(`, DataSources: {S3Logs: {Enable: true}}, ${features}`);
    const refusal =
      'Resource handler returned message: "The request failed because both data sources and ' +
      'features were provided. You can provide only one; it is recommended to use features.';
    expect((await stacks.create('both', both)).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect((await stacks.failures('both')).join()).toContain(refusal);
    const one = await stacks.create('one', detector(`, ${features}`));
    expect(one.StackStatus).toBe('CREATE_COMPLETE');
    const changed = await stacks.update('one', both);
    expect(changed.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect((await stacks.failures('one')).join()).toContain(refusal);
    await stacks.remove('one');
    const { guardduty: client } = account;
    const { DetectorId } = await client.send(new guardduty.CreateDetectorCommand({ Enable: true }));
    expect((await stacks.create('second', detector(''))).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect((await stacks.failures('second')).join()).toContain('HandlerErrorCode: AlreadyExists');
    const kept = await client.send(new guardduty.GetDetectorCommand({ DetectorId }));
    expect(kept.Status).toBe('ENABLED');
    await client.send(new guardduty.DeleteDetectorCommand({ DetectorId }));
  });

  const ROLE = `
Parameters: {Name: {Type: String, Default: StackedRole}, Boundary: {Type: String, Default: ''}}
Conditions: {IsBound: !Not [!Equals [!Ref Boundary, '']]}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Ref Name
      AssumeRolePolicyDocument:
        Statement:
          - {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: sts:AssumeRole}
      ManagedPolicyArns: [!Ref Managed]
      PermissionsBoundary: !If [IsBound, !Ref Boundary, !Ref AWS::NoValue]
      Policies:
        - PolicyName: inline
          PolicyDocument:
            Version: '2012-10-17'
            Statement: [{Effect: Allow, Action: 'guardduty:Get*', Resource: '*'}]
  Managed:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement: [{Effect: Allow, Action: 'guardduty:List*', Resource: '*'}]
  Apart:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: apart
      Roles: [!Ref Role]
      PolicyDocument:
        Version: '2012-10-17'
        Statement: [{Effect: Allow, Action: 'sts:*', Resource: '*'}]
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties: {Roles: [!Ref Role]}
`;

  it('what is deployed, updated and deleted leaves the account as it was', async () => {
    const before = await stateBesidesStacks();
    const made = await stacks.create('roles', ROLE);
    expect(await stacks.failures('roles')).toEqual([]);
    expect(made.StackStatus).toBe('CREATE_COMPLETE');
    const client = new iam.IAMClient(stacks.settings);
    const RoleName = 'StackedRole';
    const inline = await client.send(new iam.ListRolePoliciesCommand({ RoleName }));
    expect(inline.PolicyNames?.sort()).toEqual(['apart', 'inline']);
    const Boundary = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    const Parameters = [{ ParameterKey: 'Boundary', ParameterValue: Boundary }];
    const without = ROLE.replace(/ {6}Policies:[\s\S]*?(?= {2}Managed:)/, '');
    const updated = await stacks.update('roles', without, { Parameters });
    expect(await stacks.failures('roles')).toEqual([]);
    expect(updated.StackStatus).toBe('UPDATE_COMPLETE');
    const { Role: role } = await client.send(new iam.GetRoleCommand({ RoleName }));
    expect(role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(Boundary);
    const renamed = [...Parameters, { ParameterKey: 'Name', ParameterValue: 'Renamed' }];
    expect((await stacks.update('roles', without, { Parameters: renamed })).StackStatus).toBe(
      'UPDATE_COMPLETE',
    );
    expect(await stacks.failures('roles')).toEqual([]);
    await expect(client.send(new iam.GetRoleCommand({ RoleName }))).rejects.toThrow(
      'cannot be found',
    );
    expect((await stacks.remove('roles')).StackStatus).toBe('DELETE_COMPLETE');
    expect(await stateBesidesStacks()).toBe(before);
  });
});
