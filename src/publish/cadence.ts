import type { FindingPublishingFrequency } from '@aws-sdk/client-guardduty';
import type { Store } from '../store/store.ts';

const MINUTES: Readonly<Record<FindingPublishingFrequency, number>> = {
  FIFTEEN_MINUTES: 15,
  ONE_HOUR: 60,
  SIX_HOURS: 360,
};

/**
 * The end of the window that holds `now`. Windows are fixed and begin at midnight UTC: with six
 * hours, what happens at 12:01 is due at 18:00.
 */
export function windowEnd(now: number, minutes: number): number {
  const millis = minutes * 60_000;
  return (Math.floor(now / millis) + 1) * millis;
}

/** When a finding is to be published: a new one at once, a change of one with its window. */
export function findingDueAt(
  change: { readonly isNew: boolean; readonly frequency: FindingPublishingFrequency },
  now: number,
): number {
  return change.isNew ? now : windowEnd(now, MINUTES[change.frequency]);
}

/** Who gets the findings of an account in a Region besides itself, and how often changes go out. */
export interface Audience {
  readonly administratorId?: string;
  readonly frequency: FindingPublishingFrequency;
}

/** A member's administrator sees its findings and decides about the frequency. */
export async function audienceOf(
  store: Pick<Store, 'members' | 'detectors'>,
  accountId: string,
  region: string,
): Promise<Audience> {
  const association = await store.members.associationOf(accountId, region);
  const administratorId = association?.administratorId;
  const deciding =
    (administratorId !== undefined && (await store.detectors.get(administratorId, region))) ||
    (await store.detectors.get(accountId, region));
  const frequency = deciding ? deciding.publishingFrequency : 'SIX_HOURS';
  return { frequency, ...(administratorId !== undefined && { administratorId }) };
}
