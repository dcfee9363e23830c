/** Tags in templates, and of stacks, on every type of resource that has any. */
import * as guardduty from '@aws-sdk/client-guardduty';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as lambda from '@aws-sdk/client-lambda';
import * as org from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OrganizationServer } from './organization-server.ts';
import { StacksClient } from './stacks-server.ts';

let server: OrganizationServer;
let stacks: StacksClient;
beforeAll(async () => {
  server = await OrganizationServer.start({ functions: {} });
  stacks = new StacksClient(server.management.caller);
});
afterAll(() => server.stop());

const list = (type: string) => `{Type: "AWS::GuardDuty::${type}", Properties: {Activate: false, \
DetectorId: !Ref Detector, Format: TXT, Location: "s3://lists/${type}.txt", Tags: *tags}}`;

const TEMPLATE = `
Parameters: {RootId: {Type: String}}
Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties: {Enable: true, Tags: &tags [{Key: team, Value: blue}, {Key: old, Value: x}]}
  Filter:
    Type: AWS::GuardDuty::Filter
    Properties:
      DetectorId: !Ref Detector
      Name: low
      FindingCriteria: {Criterion: {severity: {Lt: 4}}}
      Tags: *tags
  Addresses: ${list('IPSet')}
  Threats: ${list('ThreatIntelSet')}
  Entities: ${list('TrustedEntitySet')}
  ThreatEntities: ${list('ThreatEntitySet')}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: {Service: lambda.amazonaws.com}
            Action: sts:AssumeRole
      Tags: *tags
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt Role.Arn
      Runtime: nodejs20.x
      Handler: index.handler
      Code: {ZipFile: 'exports.handler = async () => 1;'}
      Tags: *tags
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Statement:
          - {Effect: Allow, Principal: '*', Action: 'kms:*', Resource: '*'}
      Tags: *tags
  Bucket: {Type: "AWS::S3::Bucket", Properties: {Tags: *tags}}
  BucketPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: {Service: guardduty.amazonaws.com}
            Action: [s3:GetBucketLocation, s3:PutObject]
            Resource: [!GetAtt Bucket.Arn, !Sub '\${Bucket.Arn}/*']
  Destination:
    Type: AWS::GuardDuty::PublishingDestination
    DependsOn: BucketPolicy
    Properties:
      DetectorId: !Ref Detector
      DestinationType: S3
      DestinationProperties: {DestinationArn: !GetAtt Bucket.Arn, KmsKeyArn: !GetAtt Key.Arn}
      Tags: *tags
  Plan:
    Type: AWS::GuardDuty::MalwareProtectionPlan
    Properties:
      Role: !GetAtt Role.Arn
      ProtectedResource: {S3Bucket: {BucketName: !Ref Bucket}}
      Tags: *tags
  Unit:
    Type: AWS::Organizations::OrganizationalUnit
    Properties: {Name: Workloads, ParentId: !Ref RootId, Tags: *tags}
  Account:
    Type: AWS::Organizations::Account
    Properties: {AccountName: one, Email: one@example.com, Tags: *tags}
  Guard:
    Type: AWS::Organizations::Policy
    Properties:
      Name: guard
      Type: SERVICE_CONTROL_POLICY
      Content: {Statement: [{Effect: Allow, Action: '*', Resource: '*'}]}
      Tags: *tags
Outputs:
  Detector: {Value: !Ref Detector}
  Filter: {Value: !Ref Filter}
  Addresses: {Value: !Ref Addresses}
  Threats: {Value: !Ref Threats}
  Entities: {Value: !Ref Entities}
  ThreatEntities: {Value: !Ref ThreatEntities}
  Destination: {Value: !GetAtt Destination.Id}
  Plan: {Value: !GetAtt Plan.Arn}
  Role: {Value: !Ref Role}
  Function: {Value: !GetAtt Function.Arn}
  Key: {Value: !Ref Key}
  Bucket: {Value: !Ref Bucket}
  Unit: {Value: !Ref Unit}
  Account: {Value: !Ref Account}
  Guard: {Value: !Ref Guard}
`;

const listed = (all: readonly { Key?: string; Value?: string }[] = []) =>
  Object.fromEntries(all.map(({ Key = '', Value }) => [Key, Value]));

/** Of every resource that has tags, as its own service tells them. */
async function tagsOfAll(): Promise<Record<string, unknown>> {
  const { settings } = stacks;
  const of = await stacks.outputs('tagged');
  const { guardduty: client, accountId } = server.management;
  const detector = `arn:aws:guardduty:us-east-1:${accountId}:detector/${of.Detector}`;
  const byArn = async (ResourceArn = '') =>
    (await client.send(new guardduty.ListTagsForResourceCommand({ ResourceArn }))).Tags;
  const organizations = new org.OrganizationsClient(settings);
  const byId = async (ResourceId = '') =>
    listed(
      (await organizations.send(new org.ListTagsForResourceCommand({ ResourceId }))).Tags as {
        Key: string;
      }[],
    );
  const role = await new iam.IAMClient(settings).send(
    new iam.ListRoleTagsCommand({ RoleName: of.Role }),
  );
  const code = await new lambda.LambdaClient(settings).send(
    new lambda.ListTagsCommand({ Resource: of.Function }),
  );
  const key = await new kms.KMSClient(settings).send(
    new kms.ListResourceTagsCommand({ KeyId: of.Key }),
  );
  const storage = new s3.S3Client({ ...settings, forcePathStyle: true });
  const bucket = await storage
    .send(new s3.GetBucketTaggingCommand({ Bucket: of.Bucket }))
    .catch((error: Error) => {
      if (error.name === 'NoSuchTagSet') return { TagSet: [] };
      throw error;
    });
  return {
    Detector: await byArn(detector),
    Filter: await byArn(`${detector}/filter/${of.Filter}`),
    Addresses: await byArn(`${detector}/ipset/${of.Addresses}`),
    Threats: await byArn(`${detector}/threatintelset/${of.Threats}`),
    Entities: await byArn(`${detector}/trustedentityset/${of.Entities}`),
    ThreatEntities: await byArn(`${detector}/threatentityset/${of.ThreatEntities}`),
    Destination: await byArn(`${detector}/publishingDestination/${of.Destination}`),
    Plan: await byArn(of.Plan),
    Role: listed(role.Tags),
    Function: code.Tags,
    Key: listed(key.Tags?.map(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue }))),
    Bucket: listed(bucket.TagSet),
    Unit: await byId(of.Unit),
    Account: await byId(of.Account),
    Guard: await byId(of.Guard),
  };
}

test('come with a resource, follow its stack and the template, and go', async () => {
  const client = new org.OrganizationsClient(stacks.settings);
  const { Roots: roots } = await client.send(new org.ListRootsCommand({}));
  const Parameters = [{ ParameterKey: 'RootId', ParameterValue: roots?.[0]?.Id }];
  await client.send(
    new org.EnablePolicyTypeCommand({
      RootId: roots?.[0]?.Id,
      PolicyType: 'SERVICE_CONTROL_POLICY',
    }),
  );
  const Tags = [{ Key: 'stage', Value: 'test' }];
  await stacks.create('tagged', TEMPLATE, { Parameters, Tags });
  expect(await stacks.failures('tagged')).toEqual([]);
  const all = Object.keys(await tagsOfAll());
  const each = (tags: object) => Object.fromEntries(all.map((name) => [name, tags]));
  expect(await tagsOfAll()).toEqual(each({ team: 'blue', old: 'x', stage: 'test' }));

  const written = TEMPLATE.replace('Value: blue}, {Key: old', 'Value: red}, {Key: new');
  await stacks.update('tagged', written, { Parameters });
  expect(await stacks.failures('tagged')).toEqual([]);
  expect(await tagsOfAll()).toEqual(each({ team: 'red', new: 'x', stage: 'test' }));

  const more = [{ Key: 'cost', Value: 'low' }];
  await stacks.update('tagged', written, { Parameters, Tags: more });
  expect(await stacks.failures('tagged')).toEqual([]);
  expect(await tagsOfAll()).toEqual(each({ team: 'red', new: 'x', cost: 'low' }));

  const none = written.replace(/&tags \[.*\]\}/, '&tags []}');
  await stacks.update('tagged', none, { Parameters, Tags: [] });
  expect(await stacks.failures('tagged')).toEqual([]);
  expect(await tagsOfAll()).toEqual(each({}));
});
