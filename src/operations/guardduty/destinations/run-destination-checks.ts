import {
  applyVerdict,
  type DestinationVerdict,
  type PublishingDestination,
} from '../../../domain/publishing-destination.ts';
import type { Clock } from '../../../lib/clock.ts';
import { DESTINATION_CHECKS_PER_BATCH } from '../../../limits.ts';
import type { Store } from '../../../store/store.ts';

export interface DestinationChecks {
  readonly store: Store;
  readonly clock: Clock;
  /** Looks at the bucket; absent where no storage is named to look at. */
  readonly look: ((destination: PublishingDestination) => Promise<DestinationVerdict>) | undefined;
  /** Told of each destination whose state stays or becomes bad, with the reason. */
  onProblem(destination: PublishingDestination, reason: string): void;
}

export const NO_STORAGE =
  'no storage is named to look at (vedette serve --s3-endpoint), so it cannot be verified';

/**
 * Looks at every destination that is not known to work, in all Regions, each outside a transaction
 * and then written in one: a bucket may take its time to answer. Returns how many changed.
 */
export async function runDestinationChecks(checks: DestinationChecks): Promise<number> {
  let changed = 0;
  let after: string | undefined;
  for (;;) {
    const batch = await checks.store.destinations.unverified(DESTINATION_CHECKS_PER_BATCH, after);
    for (const destination of batch) if (await check(checks, destination)) changed += 1;
    after = batch.at(-1)?.destinationId;
    if (after === undefined) return changed;
  }
}

async function check(checks: DestinationChecks, seen: PublishingDestination): Promise<boolean> {
  const { store, clock, look } = checks;
  const verdict: DestinationVerdict =
    look === undefined ? { outcome: 'undecided', reason: NO_STORAGE } : await look(seen);
  if (verdict.outcome !== 'works') checks.onProblem(seen, verdict.reason);
  if (verdict.outcome === 'undecided') return false;
  return store.transaction(async ({ destinations }) => {
    const { accountId, region, destinationId } = seen;
    const now = await destinations.get(accountId, region, destinationId);
    // What was looked at may have been deleted or pointed elsewhere meanwhile.
    if (now === undefined || !isSamePlace(now, seen)) return false;
    const next = applyVerdict(now, verdict, clock.now());
    if (next === now) return false;
    await destinations.put(next);
    return true;
  });
}

function isSamePlace(one: PublishingDestination, other: PublishingDestination): boolean {
  return (
    one.destinationArn === other.destinationArn &&
    one.kmsKeyArn === other.kmsKeyArn &&
    one.expectedBucketOwner === other.expectedBucketOwner
  );
}
