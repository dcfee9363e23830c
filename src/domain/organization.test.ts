import { expect, it } from 'vitest';
import { FULL_AWS_ACCESS, targetKind } from './organization.ts';

it.each([
  ['r-ab12', 'ROOT'],
  ['ou-ab12-12345678', 'ORGANIZATIONAL_UNIT'],
  ['111122223333', 'ACCOUNT'],
  [FULL_AWS_ACCESS, 'POLICY'],
  ['p-12345678', 'POLICY'],
  ['r-AB12', undefined],
  ['ou-ab12', undefined],
  ['11112222333', undefined],
  ['p-1234567', undefined],
  ['111122223333x', undefined],
])('%s is a %s', (id, kind) => {
  expect(targetKind(id)).toBe(kind);
});
