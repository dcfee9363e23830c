import type {
  AccessKeyDetails,
  Resource,
  S3BucketDetail,
  S3ObjectDetail,
} from '@aws-sdk/client-guardduty';
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
  // A root user has the name of the account, where somebody gave it one.
  if (identityType === 'Root') return text(identity, 'userName') || 'Root';
  if (identityType === 'AWSService') return text(identity, 'invokedBy');
  const issuer = text(identity, 'sessionContext', 'sessionIssuer', 'userName');
  return text(identity, 'userName') || issuer || text(identity, 'accountId');
}

/** The bucket of the event's Region by name, as `s3BucketDetails` lists it. */
export function bucketDetails(
  event: CloudTrailEvent,
  name: string,
  more: Pick<S3BucketDetail, 'PublicAccess' | 'S3ObjectDetails'> = {},
): S3BucketDetail[] {
  const arn = `arn:${partitionOf(event.region)}:s3:::${name}`;
  return [{ Arn: arn, Name: name, Type: 'Destination', ...more }];
}

/** The object that a data event is about; none where the call was about the bucket. */
export function objectDetails(event: CloudTrailEvent, bucket: string): S3ObjectDetail[] {
  const asked = at(event.record, 'requestParameters');
  const key = text(asked, 'key');
  if (!key) return [];
  const version = text(asked, 'versionId');
  const arn = `arn:${partitionOf(event.region)}:s3:::${bucket}/${key}`;
  return [{ ObjectArn: arn, Key: key, ...(version && { VersionId: version }) }];
}

/** Enough for an ARN: the names of Regions outside the commercial partition say so. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
