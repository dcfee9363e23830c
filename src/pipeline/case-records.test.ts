import { expect, it } from 'vitest';
import { caseLines } from './case-records.ts';

it('writes records as lines, and repeated ones as often as they say', () => {
  expect(caseLines(['a {n}', { a: '{n}' }, { repeat: 2, record: '{n} {5+n} {5+n*10} b' }])).toEqual(
    ['a {n}', '{"a":"{n}"}', '0 5 5 b', '1 6 15 b'],
  );
});

it('repeats objects, with digests that are the same in every run', () => {
  const lines = caseLines([{ repeat: 2, record: { name: '{digest of n}.example.com' } }]);
  const [first, second] = lines.map((line) => JSON.parse(line).name as string);
  expect(first).toMatch(/^5feceb66[0-9a-f]{52}\.example\.com$/);
  expect(second).toMatch(/^6b86b273/);
});
