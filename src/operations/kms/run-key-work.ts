import { isRotationDue } from '../../domain/kms-key.ts';
import type { Clock } from '../../lib/clock.ts';
import { KMS_MATERIALS_MAX } from '../../limits.ts';
import type { Store } from '../../store/store.ts';
import { rotated } from './keys/rotated.ts';

/** Deletes keys whose wait is over, and gives new material to those that are due for it. */
export async function runKeyWork(
  store: Store,
  clock: Clock,
  seal: (secret: string) => string,
): Promise<void> {
  await store.transaction(async ({ kms }) => {
    const now = clock.now();
    await kms.deleteDue(now);
    for (const key of await kms.rotating()) {
      const isFull = key.materials.length >= KMS_MATERIALS_MAX;
      if (!isFull && isRotationDue(key, now)) await kms.putKey(rotated(key, seal, now));
    }
  });
}
