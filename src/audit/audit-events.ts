import type { ServedCall } from '../api/served-call.ts';
import { type Partition, partitionOf } from '../domain/regions.ts';
import { uuid } from '../lib/ids.ts';
import { AUDIT_PARAMETERS_CHARS_MAX, AUDIT_TEXT_CHARS_MAX } from '../limits.ts';
import { parametersOf } from './parameters.ts';
import { identityText, seconds, strangerIdentity } from './user-identity.ts';

/** One event on its way into the trail. */
export interface AuditEvent {
  readonly eventId: string;
  readonly accountId: string;
  readonly region: string;
  /** The record of CloudTrail, JSON. */
  readonly record: string;
}

/** The version of CloudTrail's record whose members these are. */
export const EVENT_VERSION = '1.11';
/** Vedette's own service has no name among AWS's. */
const OWN_SOURCE = 'vedette.internal';

/** Services without Regions: CloudTrail files their events under one Region of the partition. */
const GLOBAL = new Set(['iam', 'organizations', 'account']);
const HOME_OF_GLOBAL: Readonly<Record<Partition, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};

const READS = /^(?:Get|List|Describe|Lookup|Simulate|Decode|AssumeRole)/;

/** What the events of a call have in common. */
interface Shared {
  readonly call: ServedCall;
  readonly region: string;
  readonly readOnly: boolean;
  /** Where a role was assumed: its ARN. */
  readonly role: string | undefined;
  readonly requestParameters: string;
  readonly responseElements: string;
  /** `now`: milliseconds, when the call was answered. */
  readonly time: string;
  readonly sharedEventId: string | undefined;
}

/**
 * The events that a call leaves: one in the trail of the caller's account, and of a role assumed
 * from another account a second one in that of the role's owner. `now`, in milliseconds, is when
 * the call was answered.
 */
export function auditEvents(
  call: ServedCall,
  now: number,
  newId: (millis: number) => string,
): AuditEvent[] {
  const { service, operation, principal, outcome } = call;
  const partition = partitionOf(call.region) ?? 'aws';
  const region = GLOBAL.has(service) ? HOME_OF_GLOBAL[partition] : call.region;
  const readOnly = READS.test(operation.name);
  const isShown = 'output' in outcome && (!readOnly || service === 'sts');
  const role = roleAssumed(call);
  const { accountId } = principal;
  const owner = role?.split(':')[4] ?? accountId;
  const shared: Shared = {
    call,
    region,
    readOnly,
    role,
    requestParameters: bounded(parametersOf(call.input, operation.input, service)),
    responseElements: isShown
      ? bounded(parametersOf(outcome.output, operation.output, service))
      : 'null',
    time: seconds(now),
    sharedEventId: owner === accountId ? undefined : uuid(),
  };
  const identity = identityText(principal, partition, call.credentialsMadeAt);
  const events = [eventOf(shared, newId(now), accountId, identity)];
  if (owner !== accountId) {
    const stranger = JSON.stringify(strangerIdentity(principal));
    events.push(eventOf(shared, newId(now), owner, stranger));
  }
  return events;
}

/** The ARN of a role that was assumed: its owner does not hear of those who were not let in. */
function roleAssumed({ service, operation, outcome, input }: ServedCall): string | undefined {
  if (service !== 'sts' || operation.name !== 'AssumeRole' || 'error' in outcome) return undefined;
  return input !== undefined && 'RoleArn' in input ? String(input.RoleArn) : undefined;
}

/** What CloudTrail does with more than it keeps. */
function bounded(parameters: object | null): string {
  const text = JSON.stringify(parameters);
  if (text.length <= AUDIT_PARAMETERS_CHARS_MAX) return text;
  const reason = 'It is larger than what is kept.';
  return JSON.stringify({ omitted: true, originalSize: text.length, reason });
}

/**
 * Members in the order in which CloudTrail writes them. Put together as text, since every call
 * pays for it: what callers choose is quoted by JSON.stringify, all else is of our making.
 */
function eventOf(shared: Shared, eventId: string, accountId: string, identity: string): AuditEvent {
  const { call, region, readOnly, role, time, sharedEventId } = shared;
  const { outcome, sourceIp, userAgent, service, operation } = call;
  const error = 'error' in outcome ? outcome.error : undefined;
  const resources = role && JSON.stringify([resourceOf(role)]);
  const record =
    `{"eventVersion":"${EVENT_VERSION}","userIdentity":${identity},"eventTime":"${time}",` +
    `"eventSource":"${sourceOf(service)}","eventName":"${operation.name}",` +
    `"awsRegion":"${region}",` +
    member('sourceIPAddress', sourceIp) +
    member('userAgent', userAgent?.slice(0, AUDIT_TEXT_CHARS_MAX)) +
    member('errorCode', error?.code) +
    member('errorMessage', error?.message.slice(0, AUDIT_TEXT_CHARS_MAX)) +
    `"requestParameters":${shared.requestParameters},` +
    `"responseElements":${shared.responseElements},` +
    `"requestID":"${call.requestId}","eventID":"${eventId}","readOnly":${readOnly},` +
    (resources === undefined ? '' : `"resources":${resources},`) +
    `"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"${accountId}",` +
    member('sharedEventID', sharedEventId) +
    '"eventCategory":"Management"}';
  return { eventId, accountId, region, record };
}

function member(name: string, value: string | undefined): string {
  return value === undefined ? '' : `"${name}":${JSON.stringify(value)},`;
}

function resourceOf(ARN: string): object {
  return { accountId: ARN.split(':')[4], type: 'AWS::IAM::Role', ARN };
}

function sourceOf(service: string): string {
  return service === 'vedette' ? OWN_SOURCE : `${service}.amazonaws.com`;
}

/** Something that nobody called for, and that an account should know of. */
export interface ServiceNote {
  readonly accountId: string;
  readonly region: string;
  readonly source: string;
  readonly name: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** The event of a service's own doing, as CloudTrail has them. */
export function serviceEvent(note: ServiceNote, now: number, eventId: string): AuditEvent {
  const { accountId, region, source, name, details } = note;
  const record = JSON.stringify({
    eventVersion: EVENT_VERSION,
    userIdentity: { type: 'AWSService', invokedBy: source },
    eventTime: seconds(now),
    eventSource: source,
    eventName: name,
    awsRegion: region,
    sourceIPAddress: source,
    userAgent: source,
    requestParameters: null,
    responseElements: null,
    eventID: eventId,
    readOnly: false,
    eventType: 'AwsServiceEvent',
    managementEvent: true,
    recipientAccountId: accountId,
    serviceEventDetails: details,
    eventCategory: 'Management',
  });
  return { eventId, accountId, region, record };
}

/** Says in an account's own trail that events of it are missing. */
export function lossEvent(
  home: Pick<AuditEvent, 'accountId' | 'region'>,
  lostEvents: number,
  now: number,
  eventId: string,
): AuditEvent {
  const { accountId, region } = home;
  const note = { accountId, region, source: OWN_SOURCE, name: 'AuditEventsLost' };
  return serviceEvent({ ...note, details: { lostEvents } }, now, eventId);
}
