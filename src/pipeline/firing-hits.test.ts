import { expect, it } from 'vitest';
import { cloudTrail, defineDetection } from '../detect/define.ts';
import { exampleHit } from '../detect/testing.ts';
import { firingHits, runCase } from './firing-hits.ts';

const record = (eventName: string) => ({
  eventID: eventName,
  eventName,
  eventTime: '2026-03-02T09:14:27Z',
  eventSource: 's3.amazonaws.com',
  awsRegion: 'eu-west-1',
  recipientAccountId: '111122223333',
  userIdentity: { type: 'IAMUser' },
});

const detection = defineDetection({
  types: ['A:B/One', 'A:B/Two'],
  severity: 2,
  reads: cloudTrail({ source: 's3.amazonaws.com' }),
  about: { title: '', description: '', remediation: '', tactic: '', blindSpots: [] },
  observe: (event) =>
    event.name.startsWith('Quiet')
      ? undefined
      : exampleHit({ type: event.name === 'Two' ? 'A:B/Two' : 'A:B/One', title: event.name }),
});

it('finds the hit of the first firing case of each type', async () => {
  const expected = (type: string) => [{ type, severity: 5, key: 'k' }];
  const cases = [
    { name: 'quiet', records: [record('Quiet')], hits: [] },
    { name: 'one', records: [record('First')], hits: expected('A:B/One') },
    { name: 'again', records: [record('Second')], hits: expected('A:B/One') },
    { name: 'two', records: [record('Two')], hits: expected('A:B/Two') },
  ];
  const firing = await firingHits([{ detection, cases: { cases } }]);
  expect([...firing].map(([type, hit]) => [type, hit.title])).toEqual([
    ['A:B/One', 'First'],
    ['A:B/Two', 'Two'],
  ]);
});

it('answers with all hits of records, read as logs are', async () => {
  const records = [record('a'), record('Quiet'), record('b')];
  const { hits, health } = await runCase(detection, { records });
  expect(hits.map((hit) => hit.title)).toEqual(['a', 'b']);
  expect(health).toMatchObject({ observed: 3, hits: 2, failures: 0 });
});
