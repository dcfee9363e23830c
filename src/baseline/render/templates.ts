import { stringify } from 'yaml';
import { EXPORTER_ROLE_PREFIX, type Layout } from './layout.ts';
import { bucketPolicy, keyPolicy } from './policies.ts';

const PARAMETERS = `Parameters:
  DestinationArn:
    Type: String
    Description: ARN of the bucket that findings are exported to, with a prefix behind it or without
  KeyArn:
    Type: String
    Description: ARN of the key that they are encrypted with, in the Region of the bucket
  Frequency:
    Type: String
    Default: FIFTEEN_MINUTES
    AllowedValues: [FIFTEEN_MINUTES, ONE_HOUR, SIX_HOURS]
    Description: how often a finding that occurs again is exported again
`;

const DETECTOR = `  Detector:
    Type: AWS::GuardDuty::Detector
    Properties:
      Enable: true
      FindingPublishingFrequency: !Ref Frequency
      Features:
        - Name: S3_DATA_EVENTS
          Status: ENABLED
        - Name: EKS_AUDIT_LOGS
          Status: ENABLED
`;

const EXPORTER_ROLE = `  ExporterRole:
    Type: AWS::IAM::Role
    Properties:
      # The guard spares roles of this name; without one, it would stop the function.
      RoleName: !Sub "${EXPORTER_ROLE_PREFIX}\${AWS::Region}"
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: lambda.amazonaws.com
            Action: sts:AssumeRole
      Policies:
        - PolicyName: export
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action:
                  - guardduty:CreatePublishingDestination
                  - guardduty:DeletePublishingDestination
                  - guardduty:ListPublishingDestinations
                  - guardduty:UpdatePublishingDestination
                Resource: "*"
              - Effect: Allow
                Action:
                  - logs:CreateLogGroup
                  - logs:CreateLogStream
                  - logs:PutLogEvents
                Resource: "*"
`;

/** A detector and its export, each a resource of its own type. */
export function nativeTemplate(): string {
  return `AWSTemplateFormatVersion: "2010-09-09"
Description: GuardDuty in one account and Region, with its findings exported
${PARAMETERS}Resources:
${DETECTOR}  Destination:
    Type: AWS::GuardDuty::PublishingDestination
    Properties:
      DetectorId: !Ref Detector
      DestinationType: S3
      DestinationProperties:
        DestinationArn: !Ref DestinationArn
        KmsKeyArn: !Ref KeyArn
Outputs:
  DetectorId:
    Value: !Ref Detector
`;
}

/**
 * The same by a function, for places that do not know the type of the destination. It looks before
 * it creates, updates what is there, takes away what it made, and says why it failed.
 */
export function functionTemplate({ functionTag }: Layout): string {
  return `AWSTemplateFormatVersion: "2010-09-09"
Description: GuardDuty in one account and Region, with its findings exported by a function
Metadata:
  VedetteBaseline:
    # It is what this template is for.
    Accept: [B20]
${PARAMETERS}Resources:
${DETECTOR}${EXPORTER_ROLE}  Exporter:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: python3.13
      Timeout: 60
      Role: !GetAtt ExporterRole.Arn
      Tags:
        - Key: ${JSON.stringify(functionTag.key)}
          Value: ${JSON.stringify(functionTag.value)}
      Code:
        ZipFile: |
${indented(HANDLER, 10)}
  Export:
    Type: Custom::PublishingDestination
    Properties:
      ServiceToken: !GetAtt Exporter.Arn
      ServiceTimeout: 120
      DetectorId: !Ref Detector
      DestinationArn: !Ref DestinationArn
      KmsKeyArn: !Ref KeyArn
Outputs:
  DetectorId:
    Value: !Ref Detector
`;
}

const HANDLER = `import boto3
import cfnresponse

guardduty = boto3.client("guardduty")


def apply(event):
    told = event["ResourceProperties"]
    detector = told["DetectorId"]
    listed = guardduty.list_publishing_destinations(DetectorId=detector)["Destinations"]
    there = [one["DestinationId"] for one in listed]
    if event["RequestType"] == "Delete":
        made = event["PhysicalResourceId"]
        if made in there:
            guardduty.delete_publishing_destination(DetectorId=detector, DestinationId=made)
        return made
    properties = {"DestinationArn": told["DestinationArn"], "KmsKeyArn": told["KmsKeyArn"]}
    if there:
        guardduty.update_publishing_destination(
            DetectorId=detector, DestinationId=there[0], DestinationProperties=properties)
        return there[0]
    return guardduty.create_publishing_destination(
        DetectorId=detector, DestinationType="S3",
        DestinationProperties=properties)["DestinationId"]


def handler(event, context):
    name = event.get("PhysicalResourceId", "none")
    try:
        name = apply(event)
        cfnresponse.send(event, context, cfnresponse.SUCCESS, {"Id": name}, name)
    except Exception as error:
        cfnresponse.send(event, context, cfnresponse.FAILED, {}, name, reason=str(error))`;

/** Bucket and key of the account that keeps the findings of all others. */
export function storageTemplate(layout: Layout): string {
  const bucketArn = `arn:${layout.partition}:s3:::${layout.bucketName}`;
  return `AWSTemplateFormatVersion: "2010-09-09"
Description: where the findings of the organisation are kept
Resources:
  Key:
    Type: AWS::KMS::Key
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      Description: findings of GuardDuty
      EnableKeyRotation: true
      KeyPolicy:
${indented(stringify(keyPolicy(layout)), 8)}
  Alias:
    Type: AWS::KMS::Alias
    Properties:
      AliasName: alias/guardduty-findings
      TargetKeyId: !Ref Key
  Bucket:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      BucketName: ${layout.bucketName}
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: aws:kms
              KMSMasterKeyID: !GetAtt Key.Arn
      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        BlockPublicPolicy: true
        IgnorePublicAcls: true
        RestrictPublicBuckets: true
  Access:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket
      PolicyDocument:
${indented(stringify(bucketPolicy(layout, bucketArn)), 8)}
Outputs:
  DestinationArn:
    Value: !GetAtt Bucket.Arn
  KeyArn:
    Value: !GetAtt Key.Arn
`;
}

function indented(text: string, columns: number): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? line : `${' '.repeat(columns)}${line}`))
    .join('\n');
}
