import { parseIso } from '../../lib/clock.ts';
import type { CloudTrailHead } from '../event.ts';
import { type Outcome, skipped, unreadable } from '../log-reader.ts';
import type { LogSource } from '../log-source.ts';
import { AI_SOURCES, isDataEvent, S3 } from './data-events.ts';
import { type JsonObject, objectOf, textOf } from './parsed-object.ts';

/** A CloudTrail record that came parsed, from inside another message. */
export function cloudTrailOutcome(record: JsonObject, source: LogSource): Outcome {
  if (record.eventCategory === 'Insight') return skipped('insight');
  const time = parseIso(textOf(record.eventTime));
  if (time === undefined) return unreadable('no-time');
  const head = cloudTrailHead(record, source);
  if (head.accountId === '') return unreadable('no-account');
  return { ...head, id: textOf(record.eventID), time, record };
}

/** What routing needs of it, as `RecordHeadReader` reads it from bytes. */
export function cloudTrailHead(record: JsonObject, source: LogSource): CloudTrailHead {
  const identity = objectOf(record.userIdentity) ?? {};
  const principalId = textOf(identity.principalId);
  const colon = principalId.indexOf(':');
  const service = textOf(record.eventSource);
  const isData = isDataEvent(textOf(record.eventCategory), service, textOf(record.eventName));
  const endpointAccount = textOf(record.vpcEndpointAccountId);
  const isThroughOthers = endpointAccount !== '' && endpointAccount !== textOf(identity.accountId);
  const isDataOfS3 = isData && service === S3;
  return {
    kind: 'cloudtrail',
    accountId:
      textOf(record.recipientAccountId) || textOf(identity.accountId) || (source.accountId ?? ''),
    region: textOf(record.awsRegion) || (source.region ?? ''),
    source: service,
    name: textOf(record.eventName),
    userAgent: textOf(record.userAgent),
    sourceAddress: textOf(record.sourceIPAddress),
    identityType: textOf(identity.type),
    sessionName: colon < 0 ? '' : principalId.slice(colon + 1),
    accessKeyId: textOf(identity.accessKeyId),
    issuedTo: textOf(objectOf(identity.inScopeOf)?.issuerType),
    ...(isThroughOthers && { isThroughOthers: true }),
    ...(isData && AI_SOURCES.has(service) && { isAiData: true }),
    ...(isDataOfS3 && { dataBucket: textOf(objectOf(record.requestParameters)?.bucketName) }),
  };
}
