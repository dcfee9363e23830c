import { isIP } from 'node:net';
import type {
  Action,
  AwsApiCallAction,
  RemoteAccountDetails,
  RemoteIpDetails,
} from '@aws-sdk/client-guardduty';
import type { CloudTrailEvent } from '../normalise/event.ts';
import { text } from './read-field.ts';

/** Host names as services write them in `sourceIPAddress`: `cloudformation.amazonaws.com`. */
const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}$/i;

export interface CallMore {
  /** CloudFormation type (`AWS::CloudTrail::Trail`) → name or ARN of what the call changed. */
  readonly affectedResources?: Readonly<Record<string, string>>;
  /** Whose the caller's address is, where it is an account's. */
  readonly remoteAccount?: RemoteAccountDetails;
}

export function apiCallAction(
  event: CloudTrailEvent,
  { affectedResources = {}, remoteAccount }: CallMore = {},
): Action {
  const errorCode = text(event.record, 'errorCode');
  const call: AwsApiCallAction = {
    Api: event.name,
    ServiceName: event.source,
    ...remoteEnd(text(event.record, 'sourceIPAddress')),
    ...(errorCode && { ErrorCode: errorCode }),
    ...(event.userAgent && { UserAgent: event.userAgent }),
    ...(remoteAccount && { RemoteAccountDetails: remoteAccount }),
    AffectedResources: { ...affectedResources },
  };
  return { ActionType: 'AWS_API_CALL', AwsApiCallAction: call };
}

/** `sourceIPAddress` also has service names and `AWS Internal`: what it is not, is not said. */
function remoteEnd(
  address: string,
): Pick<AwsApiCallAction, 'CallerType' | 'RemoteIpDetails' | 'DomainDetails'> {
  const ip = remoteIp(address);
  if (ip) return { CallerType: 'Remote IP', RemoteIpDetails: ip };
  if (DOMAIN.test(address)) return { CallerType: 'Domain', DomainDetails: { Domain: address } };
  return {};
}

/** Undefined for what is no address. Where it is and whose, is filled in elsewhere. */
export function remoteIp(address: string): RemoteIpDetails | undefined {
  const family = isIP(address);
  if (family === 0) return undefined;
  return family === 4 ? { IpAddressV4: address } : { IpAddressV6: address };
}
