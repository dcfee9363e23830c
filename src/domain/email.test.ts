import { expect, it } from 'vitest';
import { isAccountEmail, isSameEmail } from './email.ts';

it.each([
  ['a@b.co', true],
  ['first.last+tag@mail.example.com', true],
  [`${'a'.repeat(52)}@example.com`, true],
  [`${'a'.repeat(53)}@example.com`, false],
  ['a@b.c', false],
  ['.a@example.com', false],
  ['a b@example.com', false],
  ['a@example@example.com', false],
  ['@example.com', false],
  ['example.com', false],
  ['a@localhost', false],
  ['a@.example.com', false],
  ['a@example.com.', false],
  ['a@-example.com', false],
  ['a@example.com-', false],
  ['a@exam_ple.com', false],
  ['ä@example.com', false],
  ...[...'"\'()<>[]:,\\|%&'].map((character): [string, boolean] => [
    `a${character}b@example.com`,
    false,
  ]),
])('%s is an address: %s', (text, expected) => {
  expect(isAccountEmail(text)).toBe(expected);
});

it('compares addresses without regard to case', () => {
  expect(isSameEmail('Root@Example.com', 'root@example.COM')).toBe(true);
  expect(isSameEmail('root@example.com', 'root2@example.com')).toBe(false);
});
