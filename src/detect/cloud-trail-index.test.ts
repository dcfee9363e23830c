import { expect, it } from 'vitest';
import { declaredLists, noLists } from '../lists/declared-lists.ts';
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
  expect(index.all(head(more), noLists)).toEqual(readers);
  expect(index.some(head(more), noLists)).toBe(readers.length > 0);
});

it('is not fooled by names that every object has', () => {
  expect(index.all(head({ source: '__proto__', name: 'constructor' }), noLists)).toEqual([]);
});

it('asks lists for the address of the caller, and the session for its beginning', () => {
  const asking = new ReadsIndex([
    { value: 'listed', reads: [cloudTrail({ listed: true })] },
    { value: 'instance', reads: [cloudTrail({ sessionPrefix: 'i-' })] },
  ]);
  const lists = declaredLists({ addresses: { '198.51.100.7': ['tor-exit'] } });
  expect(asking.all(head({ sourceAddress: '198.51.100.7' }), lists)).toEqual(['listed']);
  expect(asking.some(head({ sourceAddress: '198.51.100.7' }), noLists)).toBe(false);
  expect(asking.some(head({ sourceAddress: '198.51.100.8' }), lists)).toBe(false);
  expect(asking.all(head({ sessionName: 'i-0123456789abcdef0' }), lists)).toEqual(['instance']);
});

it('asks lists for the key, and the credentials for whom they were made', () => {
  const asking = new ReadsIndex([
    { value: 'leaked', reads: [cloudTrail({ keyListed: true })] },
    { value: 'function', reads: [cloudTrail({ issuedTo: ['AWS::Lambda::Function'] })] },
  ]);
  const lists = declaredLists({ keys: ['AKIAEXAMPLE000MARIA1'] });
  const used = head({ accessKeyId: 'AKIAEXAMPLE000MARIA1' });
  expect(asking.all(used, lists)).toEqual(['leaked']);
  expect(asking.some(used, noLists)).toBe(false);
  const lambda = head({ accessKeyId: '', issuedTo: 'AWS::Lambda::Function' });
  expect(asking.all(lambda, lists)).toEqual(['function']);
  expect(asking.some({ ...lambda, issuedTo: 'AWS::EC2::Instance' }, lists)).toBe(false);
});
