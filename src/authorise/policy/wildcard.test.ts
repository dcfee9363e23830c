import { describe, expect, it } from 'vitest';
import { expandVariables, plainText } from './variables.ts';
import { matchesArn, matchesWildcard } from './wildcard.ts';

describe('matchesWildcard', () => {
  it.each([
    ['*', '', true],
    ['?', '', false],
    ['a*b*c', 'abbc', true],
    ['a*b*c', 'acb', false],
    ['*a', 'aaa', true],
    ['**', 'x', true],
    ['a?*', 'a', false],
    ['', '', true],
    ['a', '', false],
  ])('%s for %s: %s', (pattern, text, expected) => {
    expect(matchesWildcard(pattern, text)).toBe(expected);
  });

  it('takes no longer for a pattern that is made to be slow', () => {
    const pattern = `${'*a'.repeat(1000)}b`;
    const started = performance.now();
    expect(matchesWildcard(pattern, 'a'.repeat(20_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

it('an ARN keeps the colons of its last part', () => {
  const arn = 'arn:aws:lambda:us-east-1:1:function:name:7';
  expect(matchesArn('arn:aws:lambda:*:1:function:name:*', arn)).toBe(true);
  expect(matchesArn('arn:aws:lambda:*:1:function', arn)).toBe(false);
});

it('what a variable brings is plain again where no wildcards are known', () => {
  const pattern = ['a*', '{aws:username}', '{*}'].join('$');
  const expanded = expandVariables(pattern, new Map([['aws:username', 'x?']]));
  expect(plainText(expanded ?? '')).toBe('a*x?*');
});
