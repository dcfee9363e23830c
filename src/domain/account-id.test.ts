import { expect, it } from 'vitest';
import { isAccountId } from './account-id.ts';

it.each([
  ['012345678901', true],
  ['12345678901', false],
  ['1234567890123', false],
  ['12345678901a', false],
  ['١٢٣٤٥٦٧٨٩٠١٢', false],
])('%s is an account id: %s', (text, expected) => {
  expect(isAccountId(text)).toBe(expected);
});
