import { compileWildcard } from '../../domain/wildcard.ts';
import type { PublishedEvent } from '../published-event.ts';

export const EVENT_KINDS = ['finding', 'membership', 'source'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Which events a sink wants. What is not said lets everything pass. */
export interface FilterSettings {
  readonly events?: readonly EventKind[];
  /** Findings of at least this severity. */
  readonly severityMin?: number;
  /** Patterns with `*` and `?`. */
  readonly types?: readonly string[];
  /** Accounts that the event is delivered for: a finding's own, or its administrator. */
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
}

export type SinkFilter = (event: PublishedEvent, accounts: readonly string[]) => boolean;

export function createSinkFilter(settings: FilterSettings): SinkFilter {
  const { events, severityMin, accounts: wanted, regions } = settings;
  const types = settings.types?.map(compileWildcard);
  return (event, accounts) => {
    const kind = kindOf(event);
    if (events && !events.includes(kind)) return false;
    if (wanted && !accounts.some((account) => wanted.includes(account))) return false;
    // Sources deliver for all Regions.
    if (regions && kind !== 'source' && !regions.includes(event.region)) return false;
    if (kind !== 'finding') return true;
    const { severity, type } = event.detail;
    if (severityMin !== undefined && Number(severity) < severityMin) return false;
    return types === undefined || types.some((matches) => matches(String(type)));
  };
}

export function kindOf(event: PublishedEvent): EventKind {
  if (event.source === 'aws.guardduty') return 'finding';
  return event['detail-type'] === 'Vedette Source Silence' ? 'source' : 'membership';
}
