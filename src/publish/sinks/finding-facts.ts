import type { PublishedEvent } from '../published-event.ts';
import { kindOf } from './sink-filter.ts';

/** What every other form of an event needs of it. */
export interface EventFacts {
  readonly isFinding: boolean;
  readonly title: string;
  readonly description: string;
  readonly type: string;
  /** GuardDuty's, 1 to 10; 1 where the event is no finding. */
  readonly severity: number;
  readonly label: 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';
  readonly accountId: string;
  readonly region: string;
  readonly id: string;
  readonly arn: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly count: number;
  readonly archived: boolean;
  readonly resourceType: string;
}

export function factsOf(event: PublishedEvent): EventFacts {
  const { detail } = event;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const kind = kindOf(event);
  if (kind === 'membership') return membershipFacts(event, text);
  if (kind === 'source') return sourceFacts(event, text);
  const service = (detail.service ?? {}) as Readonly<Record<string, unknown>>;
  const resource = (detail.resource ?? {}) as Readonly<Record<string, unknown>>;
  const severity = Number(detail.severity);
  return {
    isFinding: true,
    title: text(detail.title),
    description: text(detail.description),
    type: text(detail.type),
    severity,
    label: labelOf(severity),
    accountId: text(detail.accountId),
    region: text(detail.region),
    id: text(detail.id),
    arn: text(detail.arn),
    createdAt: text(detail.createdAt),
    updatedAt: text(detail.updatedAt),
    count: Number(service.count ?? 1),
    archived: service.archived === true,
    resourceType: text(resource.resourceType),
  };
}

type Text = (value: unknown) => string;

function membershipFacts(event: PublishedEvent, text: Text): EventFacts {
  const { administratorId, accountId, previousStatus, status } = event.detail;
  const title = `Membership of ${text(accountId)} in ${text(administratorId)}: ${text(status)}`;
  return otherFacts(event, text, title, `${title} (before: ${text(previousStatus)})`);
}

function sourceFacts(event: PublishedEvent, text: Text): EventFacts {
  const { accountId, source, status, lastRecordAt } = event.detail;
  const last = lastRecordAt === undefined ? 'nothing has come yet' : `last: ${text(lastRecordAt)}`;
  const silence = status === 'SILENT' ? 'is silent' : 'speaks again';
  const title = `The source ${text(source)} of account ${text(accountId)} ${silence}`;
  const facts = otherFacts(event, text, title, `${title} (${last})`);
  // What is not seen is worse than most of what is.
  return status === 'SILENT' ? { ...facts, severity: 5, label: labelOf(5) } : facts;
}

function otherFacts(
  event: PublishedEvent,
  text: Text,
  title: string,
  description: string,
): EventFacts {
  const { accountId } = event.detail;
  return {
    isFinding: false,
    title,
    description,
    type: event['detail-type'],
    severity: 1,
    label: 'LOW',
    accountId: text(accountId),
    region: event.region,
    id: event.id,
    arn: '',
    createdAt: event.time,
    updatedAt: event.time,
    count: 1,
    archived: false,
    resourceType: '',
  };
}

/** GuardDuty's own bounds: low below 4, medium below 7, high below 9. */
function labelOf(severity: number): EventFacts['label'] {
  if (severity >= 9) return 'CRITICAL';
  if (severity >= 7) return 'HIGH';
  return severity >= 4 ? 'MEDIUM' : 'LOW';
}
