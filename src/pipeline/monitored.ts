import type { Detector } from '../domain/detector.ts';
import { type UsageCount, usageDay } from '../domain/usage.ts';
import { USAGE_RESOURCES_PER_DAY_MAX } from '../limits.ts';
import type { Event } from '../normalise/event.ts';
import type { Store } from '../store/store.ts';
import type { Batch, Tally } from './intake.ts';
import { featureOf, looksAt } from './log-features.ts';

/** The detectors that are there, enabled, and not stopped by an administrator, by scope. */
export async function monitoredDetectors(
  store: Store,
  batch: Batch,
): Promise<Map<string, Detector>> {
  const detectors = new Map<string, Detector>();
  for (const [scope, { accountId, region }] of batch.tallies) {
    const detector = await store.detectors.get(accountId, region);
    if (!detector?.enabled) continue;
    const membership = await store.members.associationOf(accountId, region);
    if (membership?.status !== 'Disabled') detectors.set(scope, detector);
  }
  return detectors;
}

/** Is the feature on that looks at such events? */
export function isMonitored(event: Event, detector: Detector): boolean {
  return looksAt(detector, featureOf(event));
}

/** How many of the tallied records are looked at. */
export function monitoredRecords(tally: Tally, detector: Detector | undefined): number {
  if (detector === undefined) return 0;
  let records = 0;
  for (const [feature, count] of tally.features) if (looksAt(detector, feature)) records += count;
  return records;
}

/** Adds what was looked at to the usage of the day. */
export async function meter(
  store: Store,
  tally: Tally,
  detector: Detector,
  now: number,
): Promise<void> {
  const { accountId, region } = tally;
  const day = usageDay(now);
  const counts: UsageCount[] = [];
  for (const [feature, events] of tally.features) {
    if (events === 0 || !looksAt(detector, feature)) continue;
    if (feature === 'S3_DATA_EVENTS') {
      const named = await store.usage.resourcesOfDay(accountId, region, day);
      counts.push(...byBucket(tally, named));
    } else counts.push({ feature, resource: '', events });
  }
  if (counts.length > 0) await store.usage.add(accountId, region, day, counts);
}

/** Beyond the limit of a day, buckets that have not been named yet are counted as unnamed. */
function byBucket(tally: Tally, named: Set<string>): UsageCount[] {
  const counts = new Map<string, number>();
  for (const [bucket, events] of tally.dataEvents) {
    if (!named.has(bucket) && named.size < USAGE_RESOURCES_PER_DAY_MAX) named.add(bucket);
    const resource = named.has(bucket) ? bucket : '';
    counts.set(resource, (counts.get(resource) ?? 0) + events);
  }
  return [...counts]
    .filter(([, events]) => events > 0)
    .map(([resource, events]) => ({ feature: 'S3_DATA_EVENTS', resource, events }));
}
