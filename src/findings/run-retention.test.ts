import { expect, it } from 'vitest';
import { isoMillis, ManualClock } from '../lib/clock.ts';
import { RETENTION_BATCH } from '../limits.ts';
import { openStore } from '../store/open-store.ts';
import { makeFinding } from '../store/testing.ts';
import { runRetention } from './run-retention.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 2, 2);

it('deletes what was not updated here for so long, in bounded batches', async () => {
  const clock = new ManualClock(START);
  const limits: number[] = [];
  const left = [RETENTION_BATCH, RETENTION_BATCH, 3];
  const findings = {
    async deleteUpdatedBefore(before: number, limit: number) {
      expect(before).toBe(START - 90 * DAY);
      limits.push(limit);
      return left.shift() ?? 0;
    },
  };
  expect(await runRetention(findings, clock, 90)).toBe(2 * RETENTION_BATCH + 3);
  expect(limits).toEqual([RETENTION_BATCH, RETENTION_BATCH, RETENTION_BATCH]);
  const stopped = AbortSignal.abort();
  expect(await runRetention(findings, clock, 90, stopped)).toBe(0);
});

it('counts from the last update, also of what happened long before', async () => {
  const store = await openStore(':memory:');
  const clock = new ManualClock(START);
  const put = (id: string, more: object) =>
    store.findings.put({ finding: { ...makeFinding(id), ...more }, key: id, sample: false });
  const at = isoMillis(START);
  await put('old-log', { CreatedAt: at, UpdatedAt: at, Service: { EventFirstSeen: '2019-01-01' } });
  await put('goes-on', { CreatedAt: at, UpdatedAt: at });
  clock.advance(60 * DAY);
  await put('goes-on', { CreatedAt: at, UpdatedAt: isoMillis(clock.now()) });
  const { AccountId = '', Region = '' } = makeFinding('x');
  const ids = async () =>
    (await store.findings.list({ accountIds: [AccountId], region: Region, limit: 10 })).ids;
  expect(await runRetention(store.findings, clock, 90)).toBe(0);
  clock.advance(30 * DAY + 1);
  expect(await runRetention(store.findings, clock, 90)).toBe(1);
  expect(await ids()).toEqual(['goes-on']);
  clock.advance(60 * DAY);
  expect(await runRetention(store.findings, clock, 90)).toBe(1);
  expect(await ids()).toEqual([]);
  await store.close();
});
