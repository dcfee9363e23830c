import { expect, it } from 'vitest';
import { cloudTrail } from './define.ts';
import { ReadsIndex } from './reads-index.ts';
import { exampleEvent } from './testing.ts';

const index = new ReadsIndex([
  { value: 'agent', reads: [cloudTrail({ userAgentHas: ['kali'] })] },
  { value: 'named', reads: [cloudTrail({ source: 's3.amazonaws.com', names: ['A', 'B'] })] },
  { value: 'anywhere', reads: [cloudTrail({ names: ['B'] })] },
  { value: 'root', reads: [cloudTrail({ identityType: 'Root' })] },
  {
    value: 'all at once',
    reads: [
      cloudTrail({
        source: 's3.amazonaws.com',
        names: ['C'],
        identityType: 'Root',
        userAgentHas: ['x', 'y'],
      }),
    ],
  },
  {
    value: 'twice',
    reads: [cloudTrail({ source: 'iam.amazonaws.com' }), cloudTrail({ identityType: 'Root' })],
  },
]);

const head = (more: object = {}) =>
  exampleEvent(
    {},
    { source: 'none', name: 'none', userAgent: 'cli', identityType: 'User', ...more },
  );

it.each([
  [{}, []],
  [{ userAgent: 'Linux/6.1-KALI9' }, ['agent']],
  [{ source: 's3.amazonaws.com' }, []],
  [{ source: 's3.amazonaws.com', name: 'A' }, ['named']],
  [{ source: 's3.amazonaws.com', name: 'B' }, ['named', 'anywhere']],
  [{ source: 'iam.amazonaws.com', name: 'A' }, ['twice']],
  [{ name: 'B' }, ['anywhere']],
  [{ identityType: 'Root' }, ['root', 'twice']],
  [{ source: 's3.amazonaws.com', name: 'C', userAgent: 'y' }, []],
  [{ source: 's3.amazonaws.com', name: 'C', identityType: 'Root' }, ['root', 'twice']],
  [
    { source: 's3.amazonaws.com', name: 'C', identityType: 'Root', userAgent: 'ay' },
    ['root', 'all at once', 'twice'],
  ],
  [{ source: 'iam.amazonaws.com', identityType: 'Root' }, ['root', 'twice']],
])('%j is read by %j', (more, readers) => {
  expect(index.all(head(more))).toEqual(readers);
  expect(index.some(head(more))).toBe(readers.length > 0);
});

it('is not fooled by names that every object has', () => {
  expect(index.all(head({ source: '__proto__', name: 'constructor' }))).toEqual([]);
});
