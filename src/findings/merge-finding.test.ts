import { expect, it } from 'vitest';
import { EXAMPLE_TIME, exampleHit } from '../detect/testing.ts';
import { PROBED_PORTS_MAX } from '../limits.ts';
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

it('adds up what was called, whichever comes first', () => {
  const called = (name: string, second: number) => {
    const call = { name, count: 1, firstSeen: second, lastSeen: second };
    return exampleHit({
      time: EXAMPLE_TIME + second,
      additionalInfo: { apiCalls: [call], second },
    });
  };
  const hits = [called('ListUsers', 2), called('ListRoles', 3), called('ListUsers', 1)];
  const said = (order: readonly number[]) => {
    const [head = exampleHit(), ...rest] = order.map((index) => hits[index] ?? exampleHit());
    const start = buildFinding(head, home);
    const merged = rest.reduce((finding, hit) => mergeFinding(finding, hit, NOW), start);
    return JSON.parse(merged.Service?.AdditionalInfo?.Value ?? '');
  };
  const users = { name: 'ListUsers', count: 2, firstSeen: 1, lastSeen: 2 };
  const roles = { name: 'ListRoles', count: 1, firstSeen: 3, lastSeen: 3 };
  expect(said([0, 1, 2])).toEqual({ apiCalls: [users, roles], second: 3 });
  expect(said([2, 1, 0])).toEqual(said([0, 1, 2]));
});

it('names every port that was found open, each once, the latest first', () => {
  const probe = (port: number, IpAddressV4: string, second: number) => {
    const PortProbeDetails = [
      { LocalPortDetails: { Port: port }, RemoteIpDetails: { IpAddressV4 } },
    ];
    const action = {
      ActionType: 'PORT_PROBE',
      PortProbeAction: { Blocked: false, PortProbeDetails },
    };
    return exampleHit({ time: EXAMPLE_TIME + 1000 * second, action });
  };
  const probes = (finding: ReturnType<typeof mergeFinding>) =>
    finding.Service?.Action?.PortProbeAction?.PortProbeDetails?.map((one) => [
      one.LocalPortDetails?.Port,
      one.RemoteIpDetails?.IpAddressV4,
    ]);
  const merged = [
    probe(3389, '203.0.113.2', 2),
    probe(22, '203.0.113.3', 3),
    probe(5432, '203.0.113.4', 1),
    probe(22, '203.0.113.5', 0),
  ].reduce(
    (finding, hit) => mergeFinding(finding, hit, NOW),
    buildFinding(probe(22, '203.0.113.1', 0), home),
  );
  expect(probes(merged)).toEqual([
    [22, '203.0.113.3'],
    [3389, '203.0.113.2'],
    [5432, '203.0.113.4'],
  ]);
  const many = Array.from({ length: 40 }, (_, n) => probe(1000 + n, '203.0.113.1', n));
  const wide = many.reduce((finding, hit) => mergeFinding(finding, hit, NOW), first);
  expect(probes(wide)).toHaveLength(PROBED_PORTS_MAX);
  expect(probes(wide)?.[0]).toEqual([1039, '203.0.113.1']);
});
