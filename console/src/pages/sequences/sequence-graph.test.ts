import type { Sequence } from '@aws-sdk/client-guardduty';
import { expect, test } from 'vitest';
import { graphOf, indicatorsOf, signalsInOrder } from './sequence-graph.ts';

const signal = (Uid: string, seconds: number, more: object) => {
  const at = new Date(seconds * 1000);
  const times = { CreatedAt: at, UpdatedAt: at, FirstSeenAt: at, LastSeenAt: at };
  return { Uid, Name: `call ${Uid}`, Type: 'CLOUD_TRAIL' as const, Count: 1, ...times, ...more };
};

const sequence: Sequence = {
  Uid: 's',
  Description: 'd',
  Actors: [{ Id: 'a', User: { Name: 'mallory', Uid: 'u', Type: 'IAMUser' } }],
  Endpoints: [{ Id: 'e', Ip: '198.51.100.7' }],
  Resources: [{ Uid: 'b', Name: 'logs', ResourceType: 'S3_BUCKET' }],
  Signals: [
    signal('late', 9, { ActorIds: ['a'], ResourceUids: ['b', 'unknown'] }),
    signal('early', 1, { ActorIds: ['a'], EndpointIds: ['e'] }),
  ],
};

test('signals are in the order of their time, joined to who and what they name', () => {
  const { nodes, edges, rows } = graphOf(sequence);
  expect(rows).toBe(2);
  expect(nodes.map(({ column, label, row }) => `${column} ${row} ${label}`)).toEqual([
    'actor 0 mallory',
    'actor 1 198.51.100.7',
    'resource 0 logs',
    'signal 0 call early',
    'signal 1 call late',
  ]);
  expect(edges.map(({ from, to }) => `${from.label} - ${to.label}`)).toEqual([
    'mallory - call early',
    '198.51.100.7 - call early',
    'mallory - call late',
    'call late - logs',
  ]);
  expect(signalsInOrder(sequence).map((one) => one.Uid)).toEqual(['early', 'late']);
});

test('a sequence of nothing is a graph of nothing', () => {
  expect(graphOf({ Uid: 's', Description: '', Signals: [] })).toEqual({
    ...{ nodes: [], edges: [], rows: 0 },
  });
});

test('indicators are told by their title', () => {
  expect(
    indicatorsOf([
      { Key: 'ATTACK_TACTIC', Values: ['Impact', 'Exfiltration'] },
      { Key: 'ATTACK_TECHNIQUE', Title: 'Technique', Values: ['T1530'] },
    ]),
  ).toEqual([
    { key: 'ATTACK_TACTIC', values: 'Impact, Exfiltration' },
    { key: 'Technique', values: 'T1530' },
  ]);
});
