import { expect, test } from 'vitest';
import { readAccountRows } from './account-rows.ts';
import { csvText } from './csv-text.ts';

test('a list that was exported imports again', () => {
  const rows = [
    ['Account ID', 'Email'],
    ['012345678901', 'a@example.com'],
    ['444455556666', 'b+c@example.com'],
  ];
  const read = readAccountRows(csvText(rows), '111122223333', new Set());
  expect(read.problems).toEqual([]);
  expect(read.rows.map(({ accountId, email }) => [accountId, email])).toEqual(rows.slice(1));
});

test.each([
  ['=HYPERLINK("http://evil.example.com")', `"'=HYPERLINK(""http://evil.example.com"")"`],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['a,b', '"a,b"'],
  ['a\nb', '"a\nb"'],
])('%j is a text, never a formula', (value, cell) => {
  expect(csvText([[value]])).toBe(`${cell}\r\n`);
});
