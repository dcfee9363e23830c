import { expect, it } from 'vitest';
import { Violations } from './violations.ts';

it('keeps the place where each was found, whatever comes after', () => {
  const violations = new Violations();
  violations.in = 'label';
  violations.path.push('detectorId');
  violations.add('length', 'too long', 'x'.repeat(500));
  violations.path.pop();
  violations.in = 'body';
  violations.add('missing', 'must be there');
  violations.add('type', 'wrong', { a: [1] });
  expect(violations.items).toEqual([
    {
      path: ['detectorId'],
      in: 'label',
      reason: 'length',
      constraint: 'too long',
      value: `${'x'.repeat(100)}…`,
    },
    { path: [], in: 'body', reason: 'missing', constraint: 'must be there' },
    { path: [], in: 'body', reason: 'type', constraint: 'wrong', value: '{"a":[1]}' },
  ]);
});

it('is full after twenty', () => {
  const violations = new Violations();
  for (let count = 0; count < 19; count += 1) violations.add('type', 'wrong');
  expect(violations.full).toBe(false);
  for (let count = 0; count < 5; count += 1) violations.add('type', 'wrong');
  expect(violations.full).toBe(true);
  expect(violations.items).toHaveLength(20);
});
