import { expect, it } from 'vitest';
import { EXAMPLE_TIME, exampleHit } from '../detect/testing.ts';
import { buildFinding } from './build-finding.ts';
import { mergeFinding } from './merge-finding.ts';

const NOW = EXAMPLE_TIME + 60_000;
const home = { detectorId: 'd'.repeat(32), partition: 'aws', now: EXAMPLE_TIME };
const first = buildFinding(exampleHit(), home);

it('counts a later occurrence and says what that was', () => {
  const later = exampleHit({ time: EXAMPLE_TIME + 1000, title: 'later', additionalInfo: {} });
  const merged = mergeFinding(first, later, NOW);
  expect(merged).toMatchObject({
    Id: first.Id,
    Arn: first.Arn,
    Title: 'later',
    CreatedAt: first.CreatedAt,
    UpdatedAt: '2026-03-02T09:15:27.000Z',
    Service: {
      Count: 2,
      EventFirstSeen: '2026-03-02T09:14:27.000Z',
      EventLastSeen: '2026-03-02T09:14:28.000Z',
      AdditionalInfo: { Value: '{}' },
    },
  });
});

it('counts an occurrence that arrives late, and goes on saying what the latest was', () => {
  const late = exampleHit({ time: EXAMPLE_TIME - 1000, title: 'late', additionalInfo: {} });
  const merged = mergeFinding(first, late, NOW);
  expect(merged.Title).toBe(first.Title);
  expect(merged.Service).toMatchObject({
    Count: 2,
    EventFirstSeen: '2026-03-02T09:14:26.000Z',
    EventLastSeen: '2026-03-02T09:14:27.000Z',
    AdditionalInfo: first.Service?.AdditionalInfo,
  });
});

it('never lowers the severity', () => {
  expect(mergeFinding(first, exampleHit({ severity: 2 }), NOW).Severity).toBe(5);
  expect(mergeFinding(first, exampleHit({ severity: 8 }), NOW).Severity).toBe(8);
});

it('leaves archived archived, and feedback as it was given', () => {
  const archived = {
    ...first,
    Service: { ...first.Service, Archived: true, UserFeedback: 'USEFUL' },
  };
  const merged = mergeFinding(archived, exampleHit({ time: NOW }), NOW);
  expect(merged.Service).toMatchObject({ Archived: true, UserFeedback: 'USEFUL', Count: 2 });
});

it('drops an action and evidence that the latest occurrence does not have', () => {
  const { action: _, ...bare } = exampleHit({ time: NOW });
  expect(mergeFinding(first, bare, NOW).Service).not.toHaveProperty('Action');
});

it('comes to the same, in whatever order occurrences arrive', () => {
  const hits = [3, 1, 2].map((second) =>
    exampleHit({ time: EXAMPLE_TIME + second * 1000, title: `at ${second}`, severity: second }),
  );
  const inOrder = (order: readonly number[]) => {
    const [head, ...rest] = order.map((index) => hits[index] ?? exampleHit());
    const start = buildFinding(head ?? exampleHit(), home);
    return rest.reduce((finding, hit) => mergeFinding(finding, hit, NOW), start);
  };
  expect(inOrder([0, 1, 2])).toEqual(inOrder([1, 2, 0]));
});
