import { isEnabledByDefault } from '../../domain/regions.ts';
import type { Layout } from './layout.ts';
import { policy, type Statement } from './statement.ts';

function exporters({ regions }: Layout): readonly string[] {
  const own = regions.filter((region) => !isEnabledByDefault(region));
  return ['guardduty.amazonaws.com', ...own.map((region) => `guardduty.${region}.amazonaws.com`)];
}

/** Any detector of the organisation, of accounts that are made tomorrow as well. */
function ofOrganization({ organizationId, partition }: Layout) {
  return {
    StringEquals: { 'aws:SourceOrgID': organizationId },
    ArnLike: { 'aws:SourceArn': `arn:${partition}:guardduty:*:*:detector/*` },
  };
}

export function keyPolicy(layout: Layout) {
  const { partition, logArchiveAccountId, auditAccountId } = layout;
  const root = (accountId: string) => `arn:${partition}:iam::${accountId}:root`;
  return policy(
    {
      Sid: 'Administration',
      Effect: 'Allow',
      Principal: { AWS: root(logArchiveAccountId) },
      Action: 'kms:*',
      Resource: '*',
    },
    {
      Sid: 'ReadFindings',
      Effect: 'Allow',
      Principal: { AWS: root(auditAccountId) },
      Action: ['kms:Decrypt', 'kms:DescribeKey'],
      Resource: '*',
    },
    {
      Sid: 'ExportFindings',
      Effect: 'Allow',
      Principal: { Service: exporters(layout) },
      Action: 'kms:GenerateDataKey',
      Resource: '*',
      Condition: ofOrganization(layout),
    },
  );
}

/** Which key encrypts is the destination's to say. */
export function bucketPolicy(layout: Layout, bucketArn: string) {
  const { partition, auditAccountId, isPlainHttp } = layout;
  const service = { Service: exporters(layout) };
  const objects = `${bucketArn}/*`;
  return policy(
    {
      Sid: 'FindBucket',
      Effect: 'Allow',
      Principal: service,
      Action: 's3:GetBucketLocation',
      Resource: bucketArn,
      Condition: ofOrganization(layout),
    },
    {
      Sid: 'ExportFindings',
      Effect: 'Allow',
      Principal: service,
      Action: 's3:PutObject',
      Resource: objects,
      Condition: ofOrganization(layout),
    },
    {
      Sid: 'ReadFindings',
      Effect: 'Allow',
      Principal: { AWS: `arn:${partition}:iam::${auditAccountId}:root` },
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: [bucketArn, objects],
    },
    {
      Sid: 'OnlyEncrypted',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: objects,
      Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
    },
    ...(isPlainHttp ? [] : [onlyOverTls([bucketArn, objects])]),
  );
}

function onlyOverTls(Resource: readonly string[]): Statement {
  return {
    ...{ Sid: 'OnlyOverTls', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource },
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}
