import { createHash } from 'node:crypto';
import type { Event, LookupAttribute } from '@aws-sdk/client-cloudtrail';
import type { AuditEntry } from '../../domain/audit.ts';
import { decodePageToken, encodePageToken } from '../../domain/page-token.ts';
import { dateOf } from '../../lib/clock.ts';
import { LOOKUP_EVENTS_MAX } from '../../limits.ts';

import { cloudTrailErrors } from './errors.ts';
import { query } from './operation.ts';
import type { CloudTrailOperations } from './operation-types.ts';

type Input = CloudTrailOperations['LookupEvents']['input'];

/**
 * The trail of the caller's account in the Region of the call, latest first. Calls that were
 * answered before this one are in it. No insights are made, so that asking for them finds none.
 */
export const lookupEvents = query('LookupEvents', async (input, context) => {
  const { LookupAttributes = [], StartTime, EndTime, MaxResults, NextToken } = input;
  if (LookupAttributes.length > 1) throw cloudTrailErrors.manyAttributes();
  if (StartTime && EndTime && StartTime > EndTime) throw cloudTrailErrors.timeRange();
  const asked = digestOf(input);
  const before = NextToken === undefined ? undefined : placeIn(NextToken, asked);
  if (input.EventCategory !== undefined) return { Events: [] };
  const { accountId, region, services } = context;
  const { entries, next } = await services.lookUpAudit({
    accountId,
    region,
    // Events have whole seconds.
    from: StartTime && wholeSecond(StartTime),
    to: EndTime && wholeSecond(EndTime) + 999,
    attribute: attributeOf(LookupAttributes[0]),
    limit: MaxResults ?? LOOKUP_EVENTS_MAX,
    before,
  });
  const token = next === undefined ? undefined : encodePageToken('events', `${asked}:${next}`);
  return { Events: entries.map(eventOf), NextToken: token };
});

function attributeOf(attribute: LookupAttribute | undefined) {
  if (attribute?.AttributeKey === undefined) return undefined;
  const { AttributeKey: key, AttributeValue: value = '' } = attribute;
  // The CLI's own examples write `true`, Python's people `True`.
  return { key, value: key === 'ReadOnly' ? value.toLowerCase() : value };
}

function wholeSecond(time: Date): number {
  return Math.floor(time.getTime() / 1000) * 1000;
}

/** A token goes on with the question that it was given out for, and with no other. */
function digestOf({ LookupAttributes, StartTime, EndTime, EventCategory }: Input): string {
  const question = JSON.stringify([LookupAttributes, StartTime, EndTime, EventCategory]);
  return createHash('sha256').update(question).digest('hex').slice(0, 16);
}

function placeIn(token: string, asked: string): string {
  const [digest, place] = decodePageToken('events', token)?.split(':') ?? [];
  if (digest !== asked || place === undefined) throw cloudTrailErrors.nextToken();
  return place;
}

function eventOf(entry: AuditEntry): Event {
  const { accessKeyId, userName } = entry;
  return {
    EventId: entry.eventId,
    EventName: entry.name,
    ReadOnly: String(entry.readOnly),
    ...(accessKeyId !== undefined && { AccessKeyId: accessKeyId }),
    EventTime: dateOf(entry.time),
    EventSource: entry.source,
    ...(userName !== undefined && { Username: userName }),
    Resources: entry.resources.map(({ type, name }) => ({
      ResourceType: type,
      ResourceName: name,
    })),
    CloudTrailEvent: entry.record,
  };
}
