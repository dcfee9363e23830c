import type { AffectedEntity, DateTimeRange, Event } from '@aws-sdk/client-health';
import type { Notice, NoticeKind } from '../../domain/notice.ts';
import { decodePageToken, encodePageToken } from '../../domain/page-token.ts';
import { dateOf } from '../../lib/clock.ts';
import { HEALTH_PAGE_MAX, NOTICES_KEPT } from '../../limits.ts';
import type { OperationContext } from '../context.ts';
import { isNoticeOpen } from '../notices.ts';
import { healthErrors } from './errors.ts';

/** A notice in the shape of AWS Health, with what it is about. */
export interface OwnEvent {
  readonly notice: Notice;
  readonly event: Event & { readonly arn: string };
  readonly entity: AffectedEntity;
}

const SERVICE = 'GUARDDUTY';
/** What AWS calls such events is not documented; the form of the names is AWS's. */
const TYPE_CODES: Readonly<Record<NoticeKind, string>> = {
  invitation: 'AWS_GUARDDUTY_MEMBER_INVITATION',
  'export-failure': 'AWS_GUARDDUTY_EXPORT_FAILURE',
};

/** All notices of the caller's account, in all Regions, as events, newest first. */
export async function ownEvents(context: OperationContext): Promise<OwnEvent[]> {
  const { store, accountId } = context;
  const notices = await store.notices.list(accountId, NOTICES_KEPT);
  const events: OwnEvent[] = [];
  for (const notice of notices) {
    events.push(toEvent(notice, await isNoticeOpen(store, notice), context.partition));
  }
  return events;
}

function toEvent(notice: Notice, isOpen: boolean, partition: string): OwnEvent {
  const { noticeId, region, accountId, createdAt, kind } = notice;
  const eventTypeCode = TYPE_CODES[kind];
  const name = `${SERVICE}/${eventTypeCode}/${eventTypeCode}_${noticeId}`;
  const arn = `arn:${partition}:health:${region}::event/${name}`;
  const at = dateOf(createdAt);
  return {
    notice,
    event: {
      arn,
      service: SERVICE,
      eventTypeCode,
      eventTypeCategory: 'accountNotification',
      region,
      startTime: at,
      lastUpdatedTime: at,
      statusCode: isOpen ? 'open' : 'closed',
      eventScopeCode: 'ACCOUNT_SPECIFIC',
    },
    entity: {
      entityArn: `arn:${partition}:health:${region}:${accountId}:entity/${noticeId}`,
      eventArn: arn,
      entityValue: accountId,
      awsAccountId: accountId,
      lastUpdatedTime: at,
      statusCode: isOpen ? 'PENDING' : 'RESOLVED',
    },
  };
}

/** A filter that is not given lets everything pass; what has no such member passes no value. */
export function isAmong<T>(value: T | undefined, wanted: readonly T[] | undefined): boolean {
  if (wanted === undefined) return true;
  return value !== undefined && wanted.includes(value);
}

export function isWithin(date: Date | undefined, ranges: DateTimeRange[] | undefined): boolean {
  if (ranges === undefined) return true;
  if (date === undefined) return false;
  return ranges.some(({ from, to }) => {
    return (from === undefined || date >= from) && (to === undefined || date <= to);
  });
}

interface Paged {
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

/** One page of what was found, by the id of the notice. */
export function pageOf(
  found: readonly OwnEvent[],
  { maxResults = HEALTH_PAGE_MAX, nextToken }: Paged,
): { readonly page: readonly OwnEvent[]; readonly nextToken?: string } {
  const after = nextToken === undefined ? undefined : decodePageToken('healthEvents', nextToken);
  if (nextToken !== undefined && after === undefined) throw healthErrors.noPage();
  const last = found.findIndex(({ notice }) => notice.noticeId === after);
  const page = found.slice(last + 1, last + 1 + maxResults);
  const end = page.at(-1);
  if (end === undefined || end === found.at(-1)) return { page };
  return { page, nextToken: encodePageToken('healthEvents', end.notice.noticeId) };
}

/** English is what there is. */
export function checkLocale(locale: string | undefined): void {
  if (locale !== undefined && !/^en(-|_|$)/i.test(locale)) throw healthErrors.locale(locale);
}
