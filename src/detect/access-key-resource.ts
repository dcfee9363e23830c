import type { AccessKeyDetails, Resource, S3BucketDetail } from '@aws-sdk/client-guardduty';
import type { CloudTrailEvent } from '../normalise/event.ts';
import { at, text } from './read-field.ts';

/**
 * The resource of a finding about a management call: the credentials that made it. For sessions
 * the user name is that of the role or user behind them, as GuardDuty fills it.
 */
export function accessKeyResource(
  event: CloudTrailEvent,
  buckets?: S3BucketDetail[],
  resourceType = 'AccessKey',
): Resource {
  return {
    ResourceType: resourceType,
    AccessKeyDetails: accessKeyDetails(event),
    ...(buckets && { S3BucketDetails: buckets }),
  };
}

function accessKeyDetails(event: CloudTrailEvent): AccessKeyDetails {
  const identity = at(event.record, 'userIdentity');
  const details: AccessKeyDetails = {};
  const accessKeyId = text(identity, 'accessKeyId');
  const principalId = text(identity, 'principalId');
  const userName = nameOf(event.identityType, identity);
  if (accessKeyId) details.AccessKeyId = accessKeyId;
  if (principalId) details.PrincipalId = principalId;
  if (userName) details.UserName = userName;
  if (event.identityType) details.UserType = event.identityType;
  return details;
}

function nameOf(identityType: string, identity: unknown): string {
  if (identityType === 'Root') return 'Root';
  if (identityType === 'AWSService') return text(identity, 'invokedBy');
  const issuer = text(identity, 'sessionContext', 'sessionIssuer', 'userName');
  return text(identity, 'userName') || issuer || text(identity, 'accountId');
}

/** The bucket of the event's Region by name, as `s3BucketDetails` lists it. */
export function bucketDetails(
  event: CloudTrailEvent,
  name: string,
  more: Pick<S3BucketDetail, 'PublicAccess'> = {},
): S3BucketDetail[] {
  return [
    {
      Arn: `arn:${partitionOf(event.region)}:s3:::${name}`,
      Name: name,
      Type: 'Destination',
      ...more,
    },
  ];
}

/** Enough for an ARN: the names of Regions outside the commercial partition say so. */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
