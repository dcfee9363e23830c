import { expect, it } from 'vitest';
import { noLists } from '../lists/declared-lists.ts';
import { createEngine } from './create-engine.ts';
import { cloudTrail, type Detection } from './define.ts';
import { DetectionMemory } from './memory.ts';
import { exampleEvent, exampleHit } from './testing.ts';

const about = { title: '', description: '', remediation: '', tactic: '', blindSpots: [] };

function detection(type: string, more: Partial<Detection> = {}): Detection {
  return {
    types: [type],
    severity: 2,
    reads: cloudTrail({ names: ['PutBucketPolicy'] }),
    about,
    observe: () => exampleHit({ type }),
    ...more,
  };
}

const memory = () => new DetectionMemory().batch();

it('shows an event only to the detections that read it, in order', () => {
  const engine = createEngine([
    detection('A:B/One'),
    detection('A:B/Other', { reads: cloudTrail({ names: ['Another'] }) }),
    detection('A:B/Two'),
  ]);
  expect(engine.wants(exampleEvent(), noLists)).toBe(true);
  expect(engine.wants(exampleEvent({ eventName: 'Unread' }), noLists)).toBe(false);
  const hits = engine.observe(exampleEvent(), memory(), noLists);
  expect(hits.map((hit) => hit.type)).toEqual(['A:B/One', 'A:B/Two']);
  expect(engine.types).toEqual(['A:B/One', 'A:B/Other', 'A:B/Two']);
});

it('refuses two detections of one type, and one of none', () => {
  expect(() => createEngine([detection('A:B/C'), detection('A:B/C')])).toThrow('A:B/C');
  expect(() => createEngine([detection('A:B/C', { types: [] })])).toThrow('no finding type');
});

it('counts a detection that throws, goes on, and keeps nothing of the record', () => {
  const throwing = detection('A:B/Bad', {
    observe: (event) => JSON.parse(`secret ${event.accountId}`),
  });
  const engine = createEngine([throwing, detection('A:B/Good')]);
  expect(engine.observe(exampleEvent(), memory(), noLists).map((hit) => hit.type)).toEqual([
    'A:B/Good',
  ]);
  const [bad, good] = engine.health();
  expect(bad).toEqual({
    types: ['A:B/Bad'],
    healthy: false,
    observed: 1,
    hits: 0,
    failures: 1,
    lastFailure: 'SyntaxError',
  });
  expect(good).toMatchObject({ healthy: true, observed: 1, hits: 1, failures: 0 });
  expect(JSON.stringify(engine.health())).not.toContain('111122223333');
});

it('does not pass on a hit of a type that the detection does not claim', () => {
  const engine = createEngine([
    detection('A:B/Mine', { observe: () => exampleHit({ type: 'A:B/Foreign' }) }),
  ]);
  expect(engine.observe(exampleEvent(), memory(), noLists)).toEqual([]);
  expect(engine.health()[0]?.healthy).toBe(false);
});

it('keeps memories of accounts, Regions and detections apart, or those of accounts', () => {
  const seen: unknown[] = [];
  const counting = (type: string, memoryOf?: 'account') =>
    detection(type, {
      ...(memoryOf && { memoryOf }),
      observe: (_, own) => {
        const count = Number(own.last('count') ?? 0) + 1;
        own.keep('count', count);
        seen.push(`${type} ${count}`);
        return undefined;
      },
    });
  const engine = createEngine([counting('region'), counting('account', 'account')]);
  const batch = memory();
  for (const [accountId, region] of [
    ['111122223333', 'eu-west-1'],
    ['111122223333', 'eu-west-2'],
    ['444455556666', 'eu-west-1'],
    ['111122223333', 'eu-west-1'],
  ]) {
    engine.observe(exampleEvent({}, { accountId, region }), batch, noLists);
  }
  expect(seen.filter((one) => String(one).startsWith('region'))).toEqual([
    'region 1',
    'region 1',
    'region 1',
    'region 2',
  ]);
  expect(seen.filter((one) => String(one).startsWith('account'))).toEqual([
    'account 1',
    'account 2',
    'account 1',
    'account 3',
  ]);
});
