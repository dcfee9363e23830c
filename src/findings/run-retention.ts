import type { Clock } from '../lib/clock.ts';
import { RETENTION_BATCH } from '../limits.ts';
import type { FindingStore } from '../store/store.ts';

/**
 * Deletes findings that nothing has updated here for so many days: counted from the last update and
 * not from the event, so that what old logs bring today is not gone tomorrow. In batches, between
 * which others have their turn at the store; answers how many went.
 */
export async function runRetention(
  findings: Pick<FindingStore, 'deleteUpdatedBefore'>,
  clock: Clock,
  keptDays: number,
  signal?: AbortSignal,
): Promise<number> {
  const before = clock.now() - keptDays * 86_400_000;
  for (let total = 0; ; ) {
    if (signal?.aborted) return total;
    const deleted = await findings.deleteUpdatedBefore(before, RETENTION_BATCH);
    total += deleted;
    if (deleted < RETENTION_BATCH) return total;
  }
}
