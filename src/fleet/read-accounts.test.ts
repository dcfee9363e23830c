import { expect, it } from 'vitest';
import { readAccounts } from './read-accounts.ts';

const two = [
  { accountId: '012345678901', email: 'a@example.com' },
  { accountId: '111122223333', email: 'b@example.com' },
];

it.each([
  [
    'the console’s list',
    'Account ID,Email\r\n012345678901,a@example.com\r\n111122223333,b@example.com',
  ],
  [
    'with a mark at its beginning',
    '\uFEFFAccount ID,Email\n012345678901,a@example.com\n111122223333,b@example.com\n',
  ],
  ['the scripts’ list', '012345678901,a@example.com\n111122223333,b@example.com\n'],
  [
    'blanks, empty lines and remarks',
    '# ours\n 012345678901 , a@example.com\n\n111122223333,b@example.com,\n',
  ],
  ['quotes', '"012345678901","a@example.com"\n"111122223333","b@example.com"'],
])('reads %s', (_what, text) => {
  expect(readAccounts(text)).toEqual(two);
});

it('reads ids alone', () => {
  expect(readAccounts('012345678901\n111122223333\n')).toEqual(
    two.map(({ accountId }) => ({ accountId })),
  );
});

it.each([
  ['012345678901,a@example.com\n12345678901,b@example.com', /^Line 2 .* fewer than 12 digits/],
  ['Account ID,Email\n\nours,a@example.com', /^Line 3 of the accounts: ours is no account id/],
  ['012345678901,nobody', /^Line 1 .* has no address: nobody/],
  ['012345678901,a@example.com,more', /^Line 1 .* more than an id and an address/],
  ['012345678901\n012345678901', /^Line 2 of the accounts: 012345678901 is there twice/],
  ['', /is empty/],
  ['Account ID,Email\n', /is empty/],
  ['"012345678901', /is no CSV/],
])('says what is wrong with %j', (text, message) => {
  expect(() => readAccounts(text)).toThrow(message);
});
