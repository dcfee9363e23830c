import { expect, test } from 'vitest';
import { violationsOfAnswer } from './check-answers.ts';

test.each([
  ['a detector as modelled', { serviceRole: 'arn', status: 'ENABLED', tags: { a: 'b' } }, []],
  [
    'one without what is required, with what is unknown',
    { status: 'ENABLED', color: 'red' },
    ['.color is in no model', '.serviceRole is required and not there'],
  ],
  [
    'wrong types, deep inside',
    { serviceRole: 'arn', status: 'ENABLED', features: [{ name: 'X', updatedAt: 'noon' }] },
    ['.features.0.updatedAt is string, not number'],
  ],
  [
    'a list that is none',
    { serviceRole: 'arn', status: 'ENABLED', features: {} },
    ['.features is no list'],
  ],
])('GetDetector answers %s', (_case, body, violations) => {
  expect(violationsOfAnswer('GetDetector', body)).toEqual(violations);
});
