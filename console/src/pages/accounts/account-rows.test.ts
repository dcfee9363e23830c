import { describe, expect, test } from 'vitest';
import { CSV_HEADER, problemOf, readAccountRows } from './account-rows.ts';

const own = '111122223333';
const read = (text: string, known: readonly string[] = []) =>
  readAccountRows(text, own, new Set(known));
const good = { line: 2, accountId: '444455556666', email: 'a@example.com' };

describe('readAccountRows', () => {
  test.each([
    ['plain', `${CSV_HEADER}\n444455556666,a@example.com`],
    ['from Windows', `\uFEFF${CSV_HEADER}\r\n444455556666,a@example.com\r\n\r\n`],
    ['quoted', '"Account ID","Email"\n"444455556666","a@example.com"\n'],
    ['spaced', `${CSV_HEADER}\n 444455556666 , a@example.com \n`],
  ])('reads a list that is %s', (_, text) => {
    expect(read(text)).toEqual({ rows: [good], problems: [] });
  });

  test.each([
    [''],
    ['444455556666,a@example.com'],
    ['Email,Account ID\n'],
    ['account id,email\n'],
    ['Account ID;Email\n'],
    ['Account ID,Email,Name\n'],
  ])('wants the header: %j', (text) => {
    expect(read(text).problems[0]?.problem).toBe('header');
    expect(read(text).rows).toEqual([]);
  });

  test.each([
    ['444455556666', 'columns'],
    ['444455556666,a@example.com,more', 'columns'],
    ['"444455556666,a@example.com', 'columns'],
    ['4444-5555-6666,a@example.com', 'accountId'],
    ['44445555666,a@example.com', 'leadingZero'],
    ['444455556666,nobody', 'email'],
    ['444455556666,a b@example.com', 'email'],
    [`444455556666,${'a'.repeat(60)}@example.com`, 'email'],
    [`${own},a@example.com`, 'own'],
    ['123456789012,a@example.com', 'known'],
    ['999999999999,again@example.com', 'twice'],
  ])('names the line %j: %s', (line, problem) => {
    const lines = [CSV_HEADER, '999999999999,b@example.com', line, '444455556666,a@example.com'];
    const text = lines.join('\n');
    const answer = read(text, ['123456789012']);
    expect(answer.problems[0]).toEqual({ line: 3, problem, text: line });
    expect(answer.rows.map((row) => row.line)).toContain(2);
  });
});

test('problemOf lets a good account pass', () => {
  expect(problemOf(good, own, new Set())).toBeUndefined();
});
