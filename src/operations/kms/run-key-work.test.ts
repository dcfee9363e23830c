import { expect, it } from 'vitest';
import { ManualClock } from '../../lib/clock.ts';
import { exampleKey } from '../../store/conformance/kms.ts';
import { openStore } from '../../store/open-store.ts';
import { runKeyWork } from './run-key-work.ts';

const DAY = 86_400_000;

it('deletes keys whose wait is over, and rotates those that are due', async () => {
  const store = await openStore(':memory:');
  const clock = new ManualClock(0);
  const seal = (secret: string) => `sealed ${secret}`;
  const [gone, turning] = ['1111', '2222'].map((keyId) => ({ ...exampleKey, keyId, rotatedAt: 0 }));
  if (!gone || !turning) throw new Error('two keys are wanted');
  await store.kms.putKey({ ...gone, state: 'PendingDeletion', deletionAt: 90 * DAY });
  await store.kms.putKey({ ...turning, rotationDays: 90 });
  clock.advance(90 * DAY - 1);
  await runKeyWork(store, clock, seal);
  expect(await store.kms.keys('111122223333', 'us-east-1', 9)).toHaveLength(2);
  clock.advance(1);
  await runKeyWork(store, clock, seal);
  const left = await store.kms.keys('111122223333', 'us-east-1', 9);
  expect(left).toMatchObject([{ keyId: '2222', rotatedAt: 90 * DAY }]);
  expect(left[0]?.materials).toHaveLength(2);
  expect(left[0]?.materials[1]).toMatch(/^sealed /);
  await store.close();
});
