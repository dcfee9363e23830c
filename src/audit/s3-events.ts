import { partitionOf } from '../domain/regions.ts';
import type { ServedS3Request } from '../domain/served-s3-request.ts';
import { uuid } from '../lib/ids.ts';
import { AUDIT_PARAMETERS_CHARS_MAX, AUDIT_TEXT_CHARS_MAX } from '../limits.ts';
import { type AuditEvent, EVENT_VERSION } from './audit-events.ts';
import { seconds, strangerIdentity, userIdentity } from './user-identity.ts';

const READS = /^(?:Get|Head|List)/;

/** Whose trails a request belongs to: whoever asked, and the owner of the bucket. */
export function homesOf({ principal, ownerId }: ServedS3Request): readonly string[] {
  const asker = principal?.accountId;
  return [...new Set([asker, ownerId])].filter((id) => id !== undefined);
}

/**
 * The events of a request, one for each of these accounts. `now`, in milliseconds, is when it was
 * answered.
 */
export function s3Events(
  request: ServedS3Request,
  homes: readonly string[],
  now: number,
  newId: (millis: number) => string,
): AuditEvent[] {
  const sharedEventID = homes.length > 1 ? uuid() : undefined;
  return homes.map((accountId) => {
    const eventId = newId(now);
    const record = recordOf(request, { accountId, eventId, sharedEventID, now });
    return { eventId, accountId, region: request.region, record: JSON.stringify(record) };
  });
}

interface Filed {
  readonly accountId: string;
  readonly eventId: string;
  readonly sharedEventID: string | undefined;
  readonly now: number;
}

/** Members in the order in which CloudTrail writes them; those that are undefined are left out. */
function recordOf(request: ServedS3Request, filed: Filed): object {
  const { name, isData, isPresigned, region, bucket, key, error } = request;
  const named = { bucketName: bucket, key };
  return {
    eventVersion: EVENT_VERSION,
    userIdentity: identityFor(request, filed.accountId),
    eventTime: seconds(filed.now),
    eventSource: 's3.amazonaws.com',
    eventName: name,
    awsRegion: region,
    sourceIPAddress: request.sourceIp,
    userAgent: request.userAgent && `[${request.userAgent.slice(0, AUDIT_TEXT_CHARS_MAX)}]`,
    errorCode: error?.code,
    errorMessage: error?.message.slice(0, AUDIT_TEXT_CHARS_MAX),
    requestParameters: bounded({ ...named, ...request.parameters }),
    responseElements: null,
    additionalEventData: {
      // Who proved nothing did so by no method.
      SignatureVersion: request.principal && 'SigV4',
      AuthenticationMethod: request.principal && (isPresigned ? 'QueryString' : 'AuthHeader'),
      bytesTransferredIn: request.bytesIn,
      bytesTransferredOut: request.bytesOut,
    },
    requestID: request.requestId,
    eventID: filed.eventId,
    readOnly: READS.test(name),
    resources: resourcesOf(request),
    eventType: 'AwsApiCall',
    managementEvent: !isData,
    recipientAccountId: filed.accountId,
    sharedEventID: filed.sharedEventID,
    eventCategory: isData ? 'Data' : 'Management',
  };
}

/** Others than its own account see of a caller no more than who it is. */
function identityFor(request: ServedS3Request, accountId: string): object {
  const { principal, region, credentialsMadeAt } = request;
  if (principal === undefined) {
    return { type: 'AWSAccount', principalId: '', accountId: 'anonymous' };
  }
  if (principal.accountId !== accountId) return strangerIdentity(principal);
  return userIdentity(principal, partitionOf(region) ?? 'aws', credentialsMadeAt);
}

function resourcesOf({ bucket, key, ownerId, region }: ServedS3Request): object[] | undefined {
  if (bucket === undefined) return undefined;
  const ARN = `arn:${partitionOf(region) ?? 'aws'}:s3:::${bucket}`;
  const whole = { accountId: ownerId, type: 'AWS::S3::Bucket', ARN };
  if (key === undefined) return [whole];
  return [{ type: 'AWS::S3::Object', ARN: `${ARN}/${key}` }, whole];
}

/** What CloudTrail does with more than it keeps. */
function bounded(parameters: object): object {
  const { length } = JSON.stringify(parameters);
  if (length <= AUDIT_PARAMETERS_CHARS_MAX) return parameters;
  const reason = 'It is larger than what is kept.';
  return { omitted: true, originalSize: length, reason };
}
