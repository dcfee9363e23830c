import { expect, it } from 'vitest';
import { at, flag, oneOrMany, plainText, text } from './read-field.ts';

it('finds own members along a path, and nothing else', () => {
  expect(at({ a: { b: [5] } }, 'a', 'b', '0')).toBe(5);
  expect(at({ a: 1 }, 'a', 'b')).toBeUndefined();
  expect(at(null, 'a')).toBeUndefined();
  expect(at({}, 'constructor')).toBeUndefined();
  expect(at({ a: {} }, 'a', '__proto__', 'toString')).toBeUndefined();
});

it('takes only text for text', () => {
  expect(text({ a: 'b' }, 'a')).toBe('b');
  for (const value of [7, null, undefined, ['b'], {}]) expect(text({ a: value }, 'a')).toBe('');
});

it('reads a switch as a boolean or as text', () => {
  expect(flag({ a: false }, 'a')).toBe(false);
  expect(flag({ a: ' True ' }, 'a')).toBe(true);
  for (const value of ['yes', 1, null, undefined, []]) {
    expect(flag({ a: value }, 'a')).toBeUndefined();
  }
});

it('makes a list of one, many or none', () => {
  expect(oneOrMany('a')).toEqual(['a']);
  expect(oneOrMany(['a', 'b'])).toEqual(['a', 'b']);
  expect(oneOrMany(null)).toEqual([]);
});

it('keeps control characters and pages of text out of titles', () => {
  expect(plainText('a\u001b[31mb\u202ec\nd')).toBe('a?[31mb?c?d');
  expect(plainText('x'.repeat(1000))).toHaveLength(257);
});
