import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bitsPerPair, looksGenerated } from './generated-name.ts';

/** Names drawn by lot, the same in every run. */
function drawn(count: number, length: number, alphabet: string): string[] {
  let state = 7;
  const letter = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return alphabet.charAt(Math.floor((state / 2 ** 32) * alphabet.length));
  };
  return Array.from({ length: count }, () => Array.from({ length }, letter).join(''));
}

const share = (labels: readonly string[]) =>
  labels.filter((label) => looksGenerated(`${label}.example`)).length / labels.length;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

describe('what is found of names drawn by lot', () => {
  it.each([
    ['10 letters', 10, LETTERS, 0.85],
    ['16 letters', 16, LETTERS, 0.9],
    ['20 letters and digits', 20, `${LETTERS}0123456789`, 0.98],
    ['32 hexadecimal digits', 32, '0123456789abcdef', 0.85],
  ])('%s', (_, length, alphabet, least) => {
    expect(share(drawn(2000, length, alphabet))).toBeGreaterThan(least);
  });
});

it('finds next to nothing among names that are made of words', () => {
  const text = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md']
    .map((path) => readFileSync(path, 'utf8'))
    .join(' ');
  const words = [...new Set(text.match(/\b[a-z]{4,12}\b/g))];
  const names = words.flatMap((word, index) => [
    `${word}${words[(index * 7) % words.length]}`,
    `${word}-${words[(index * 11) % words.length]}`,
  ]);
  expect(names.length).toBeGreaterThan(1000);
  expect(share(names)).toBeLessThan(0.003);
});

it.each([
  ['qxkzjvbpwnhtrd.example', true],
  ['qxkzjvbpwnhtrd', false],
  ['qxkzjvbpw.example', false],
  ['xn--qxkzjvbpwnhtrd.example', false],
  ['qxkzjvbpwnhtrd', false],
  ['', false],
  ['orders-archive.example', false],
  ['2026-2027-2028.example', false],
])('%s looks generated: %s', (domain, expected) => {
  expect(looksGenerated(domain)).toBe(expected);
});

it('knows what is common from what is not, and does without pairs', () => {
  expect(bitsPerPair('the')).toBeLessThan(bitsPerPair('qzx'));
  expect([bitsPerPair('a'), bitsPerPair('-'), bitsPerPair('')]).toEqual([0, 0, 0]);
});
