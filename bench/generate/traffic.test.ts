import { expect, test } from 'vitest';
import type { Event } from '../../src/normalise/event.ts';
import { readLog } from '../../src/normalise/read-log.ts';
import { estateOf } from './estate.ts';
import { hotel, office } from './geography.ts';
import { LOG_KINDS } from './log-file.ts';
import { withKnowledge } from './open-knowledge.ts';
import { Random } from './random.ts';
import { generateTraffic, type TrafficOptions } from './traffic.ts';

const HOUR = 3_600_000;
const FROM = Date.UTC(2024, 0, 9, 9);
const options: TrafficOptions = {
  accounts: ['111122223333', '444455556666'],
  region: 'eu-central-1',
  from: FROM,
  days: 1 / 12,
  seed: 3,
  stories: [{ story: 'c2-domain', accountId: '444455556666', at: FROM + HOUR }],
};

const texts = (more: Partial<TrafficOptions> = {}) =>
  new Map(
    [...generateTraffic({ ...options, ...more }).files()].map((file) => [file.path, file.text()]),
  );

test('the same seed writes the same, and another something else', () => {
  const first = texts({ days: 1 / 24 });
  expect(texts({ days: 1 / 24 })).toEqual(first);
  expect([...texts({ days: 1 / 24, seed: 4 }).values()]).not.toEqual([...first.values()]);
});

test('an account, a log and a story change nothing in the others', () => {
  const all = texts({ stories: [] });
  const some = texts({ accounts: ['111122223333'], logs: ['dns', 'kubernetes'] });
  expect(some.size).toBe(4);
  for (const [path, text] of some) expect(all.get(path)).toBe(text);
});

test('every record is read as what it is, at its hour, of its account', async () => {
  const kinds = new Set<string>();
  for (const file of generateTraffic(options).files()) {
    const events: Event[] = [];
    const { records, unreadable, skipped } = await readLog([file.body()], {
      source: { accountId: file.accountId, region: file.region },
      wants: () => true,
      onEvent: (event) => {
        events.push(event);
      },
    });
    expect([file.log, records, unreadable, skipped]).toEqual([file.log, file.records, 0, 0]);
    for (const { accountId, region, time, kind } of events) {
      expect([accountId, region]).toEqual([file.accountId, file.region]);
      expect(time).toBeGreaterThanOrEqual(file.hour - 1000);
      kinds.add(`${file.log} ${kind}`);
    }
  }
  expect(kinds.size).toBe(LOG_KINDS.length);
});

test('what the operator knows can be read, and says where people and machines are', async () => {
  const estate = estateOf('111122223333', 'eu-central-1', { seed: 3 });
  await withKnowledge([estate], FROM, async (lists) => {
    const [there, away] = [lists.place(office(1)), lists.place(hotel(new Random(1)))];
    expect([there?.countryCode, away?.countryCode]).toEqual(['DE', 'US']);
    expect(there).toMatchObject({ asn: 64_496, latitude: 50.1, asnOrganization: 'Example Office' });
    expect(lists.isAws(estate.wayOut)).toBe(true);
    expect(lists.inventory.accountOf(estate.wayOut)).toBe('111122223333');
    expect(lists.inventory.functionOf(estate.functionInterface)?.functionName).toBe('order-mailer');
    expect(lists.addressThreats('198.51.100.30')).toMatchObject([{ kind: 'tor-exit' }]);
  });
});
