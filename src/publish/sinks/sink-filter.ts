import { compileWildcard } from '../../domain/wildcard.ts';
import type { PublishedEvent } from '../published-event.ts';

/** Which events a sink wants. What is not said lets everything pass. */
export interface FilterSettings {
  readonly events?: readonly ('finding' | 'membership')[];
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
    const isFinding = event.source === 'aws.guardduty';
    if (events && !events.includes(isFinding ? 'finding' : 'membership')) return false;
    if (wanted && !accounts.some((account) => wanted.includes(account))) return false;
    if (regions && !regions.includes(event.region)) return false;
    if (!isFinding) return true;
    const { severity, type } = event.detail;
    if (severityMin !== undefined && Number(severity) < severityMin) return false;
    return types === undefined || types.some((matches) => matches(String(type)));
  };
}
