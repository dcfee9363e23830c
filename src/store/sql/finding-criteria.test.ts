import type { Finding } from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { matchesCriteria } from '../../domain/compile-criteria.ts';
import type { FindingCriteria } from '../../domain/criteria.ts';
import { FINDINGS_COLLECTED_MIN } from '../../limits.ts';
import { openStore } from '../open-store.ts';
import type { FindingQuery, Store } from '../store.ts';
import { ACCOUNTS, Random, REGIONS, randomCriteria, randomFinding } from '../testing.ts';

/** More than are ever collected, so that the walk along an index is tried as well. */
const FINDINGS = Math.max(10_000, 3 * FINDINGS_COLLECTED_MIN);
const CRITERIA = 200;
const CHOICES: readonly FindingCriteria[] = [{}, { severity: { equals: ['8'] } }];

const SORT_KEYS: Record<string, (finding: Finding) => string | number> = {
  accountId: (finding) => finding.AccountId ?? '',
  createdAt: (finding) => finding.CreatedAt ?? '',
  id: (finding) => finding.Id ?? '',
  region: (finding) => finding.Region ?? '',
  severity: (finding) => finding.Severity ?? 0,
  type: (finding) => finding.Type ?? '',
  updatedAt: (finding) => finding.UpdatedAt ?? '',
  'service.archived': (finding) => (finding.Service?.Archived ? 1 : 0),
  'service.count': (finding) => finding.Service?.Count ?? 0,
  'service.eventFirstSeen': (finding) => finding.Service?.EventFirstSeen ?? '',
  'service.eventLastSeen': (finding) => Date.parse(finding.Service?.EventLastSeen ?? '') || 0,
  'resource.resourceType': (finding) => finding.Resource?.ResourceType ?? '',
};
const SORT_FIELDS = Object.keys(SORT_KEYS);

let store: Store;
const findings: Finding[] = [];

beforeAll(async () => {
  store = await openStore(':memory:');
  const random = new Random(20_260_101);
  await store.transaction(async (tx) => {
    for (let index = 0; index < FINDINGS; index += 1) {
      const finding = randomFinding(random, `finding-${String(index).padStart(6, '0')}`);
      findings.push(finding);
      await tx.findings.put({ finding, key: `key-${index}`, sample: false });
    }
  });
}, 120_000);
afterAll(() => store.close());

function expected(criteria: FindingCriteria, accountIds: readonly string[], region: string) {
  return findings.filter(
    (finding) =>
      accountIds.includes(finding.AccountId ?? '') &&
      finding.Region === region &&
      matchesCriteria(finding, criteria),
  );
}

async function listAll(query: Omit<FindingQuery, 'limit' | 'after'>): Promise<string[]> {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page = await store.findings.list({ ...query, limit: 500, after });
    found.push(...page.ids);
    after = page.next;
  } while (after !== undefined);
  return found;
}

it('finds by SQL exactly what the predicate says', async () => {
  const random = new Random(7);
  let some = 0;
  for (let round = 0; round < CRITERIA; round += 1) {
    const criteria = randomCriteria(random);
    const region = random.pick(REGIONS);
    const accountIds = ACCOUNTS.slice(0, 1 + random.below(ACCOUNTS.length));
    const wanted = expected(criteria, accountIds, region);
    // Sorted by a field of the criteria now and then: the walk then begins where they hold.
    const field = random.pick([...SORT_FIELDS, ...Object.keys(criteria)]);
    const sort = SORT_FIELDS.includes(field)
      ? { field, descending: random.chance(0.5) }
      : undefined;
    const found = await listAll({ accountIds, region, criteria, sort });
    const text = JSON.stringify({ criteria, region, accountIds, sort });
    expect(found.sort(), text).toEqual(wanted.map((finding) => finding.Id).sort());
    if (wanted.length > 0 && wanted.length < findings.length / 6) some += 1;
  }
  // The test is worth something only while criteria let some findings pass and hold others back.
  expect(some).toBeGreaterThan(CRITERIA / 3);
}, 120_000);

it('counts by severity what the predicate says', async () => {
  const random = new Random(8);
  for (let round = 0; round < 30; round += 1) {
    const criteria = randomCriteria(random);
    const query = { accountIds: ACCOUNTS, region: REGIONS[0], criteria };
    const counts = await store.findings.countBySeverity(query);
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    expect(total).toBe(expected(criteria, ACCOUNTS, REGIONS[0]).length);
  }
});

it('pages through every order once and in order', async () => {
  for (const [field, keyOf] of Object.entries(SORT_KEYS)) {
    for (const descending of [true, false]) {
      for (const criteria of CHOICES) {
        const wanted = expected(criteria, ACCOUNTS, REGIONS[0])
          .map((finding) => ({ id: finding.Id ?? '', key: keyOf(finding) }))
          .sort((a, b) => compare(a.key, b.key) || compare(a.id, b.id))
          .map(({ id }) => id);
        if (descending) wanted.reverse();
        const query = { accountIds: ACCOUNTS, region: REGIONS[0], criteria };
        const found = await listAll({ ...query, sort: { field, descending } });
        expect(found, `${field} ${descending}`).toEqual(wanted);
      }
    }
  }
}, 120_000);

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
