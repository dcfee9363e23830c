import { expect, it } from 'vitest';
import { compileWildcard, wildcardsIn } from './wildcard.ts';

it.each<[string, string, boolean]>([
  ['*', '', true],
  ['*', 'anything', true],
  ['?', 'a', true],
  ['?', '', false],
  ['?', 'ab', false],
  ['?', '☂', true],
  ['?', '🦆', true],
  ['plain', 'plain', true],
  ['plain', 'Plain', false],
  ['plain', 'plainly', false],
  ['10.0.*', '10.0.3.4', true],
  ['10.0.*', '110.0.3.4', false],
  ['*.example.com', 'a.b.example.com', true],
  ['*.example.com', 'example.com', false],
  ['a*b*c', 'aXbYbZc', true],
  ['a*b*c', 'aXcYc', false],
  ['a?c*', 'abc', true],
  ['**', '', true],
  ['a**', 'a', true],
  ['.+', 'ab', false],
  ['[a]', 'a', false],
  ['*ab', 'aab', true],
  ['*a?a', 'baaba', true],
  ['', '', true],
  ['', 'a', false],
])('%j of %j: %s', (pattern, text, expected) => {
  expect(compileWildcard(pattern)(text)).toBe(expected);
});

it('says the same as a regular expression does', () => {
  const words = ['', 'a', 'b', 'ab', 'ba', 'aab', 'abab', 'bbba'];
  const parts = ['', 'a', 'b', '*', '?'];
  for (const first of parts) {
    for (const second of parts) {
      for (const third of parts) {
        const pattern = `${first}${second}${third}*a`;
        const source = pattern.replaceAll('*', '.*').replaceAll('?', '.');
        for (const word of words) {
          const expected = new RegExp(`^${source}$`).test(word);
          expect(compileWildcard(pattern)(word), `${pattern} ${word}`).toBe(expected);
        }
      }
    }
  }
});

it('stays quick where a regular expression would not', () => {
  const test = compileWildcard('*a*a*a*a*b');
  expect(test('a'.repeat(20_000))).toBe(false);
});

it('counts wildcards', () => {
  expect([wildcardsIn(''), wildcardsIn('a*b?c*')]).toEqual([0, 3]);
});
