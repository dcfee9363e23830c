import { expect, test } from 'vitest';
import { parseRole } from './role.ts';

test('reads an account and a role name, and nothing else', () => {
  expect(parseRole('111122223333/Responder')).toEqual({
    ...{ accountId: '111122223333', roleName: 'Responder' },
  });
  for (const other of [null, '', '1/a', '111122223333/', '111122223333/a b', '111122223333/a/b']) {
    expect(parseRole(other)).toBeUndefined();
  }
});
