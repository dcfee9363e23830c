import { isIP } from 'node:net';
import type { Action, AwsApiCallAction, RemoteIpDetails } from '@aws-sdk/client-guardduty';
import type { CloudTrailEvent } from '../normalise/event.ts';
import { text } from './read-field.ts';

/** Host names as services write them in `sourceIPAddress`: `cloudformation.amazonaws.com`. */
const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}$/i;

/** `affectedResources`: CloudFormation type → name or ARN, such as `AWS::CloudTrail::Trail`. */
export function apiCallAction(
  event: CloudTrailEvent,
  affectedResources: Readonly<Record<string, string>> = {},
): Action {
  const errorCode = text(event.record, 'errorCode');
  const call: AwsApiCallAction = {
    Api: event.name,
    ServiceName: event.source,
    ...remote(text(event.record, 'sourceIPAddress')),
    ...(errorCode && { ErrorCode: errorCode }),
    ...(event.userAgent && { UserAgent: event.userAgent }),
    AffectedResources: { ...affectedResources },
  };
  return { ActionType: 'AWS_API_CALL', AwsApiCallAction: call };
}

/** `sourceIPAddress` also has service names and `AWS Internal`: what it is not, is not said. */
function remote(
  address: string,
): Pick<AwsApiCallAction, 'CallerType' | 'RemoteIpDetails' | 'DomainDetails'> {
  const family = isIP(address);
  if (family !== 0) {
    const ip: RemoteIpDetails = family === 4 ? { IpAddressV4: address } : { IpAddressV6: address };
    return { CallerType: 'Remote IP', RemoteIpDetails: ip };
  }
  if (DOMAIN.test(address)) return { CallerType: 'Domain', DomainDetails: { Domain: address } };
  return {};
}
