import { expect, it } from 'vitest';
import type { StackValue } from '../../domain/stack.ts';
import { differencesOf } from './differences.ts';

const tag = (Key: string, Value: string) => ({ Key, Value });

it.each<[string, StackValue, StackValue | undefined, string[]]>([
  ['the same in another order', ['a', 'b'], ['b', 'a'], []],
  ['a number and its text', { N: 3 }, { N: '3' }, []],
  ['what a service adds to a map', { A: 1 }, { A: 1, B: 2 }, []],
  ['another text', 'a', 'b', ['NOT_EQUAL /P a b']],
  ['what is gone', 'a', undefined, ['REMOVE /P a null']],
  ['a member that is gone', { A: { B: 1 } }, { A: {} }, ['REMOVE /P/A/B 1 null']],
  ['an item more', ['a'], ['b', 'a'], ['ADD /P/0 null b']],
  ['an item less', ['a', 'b'], ['b'], ['REMOVE /P/0 a null']],
  ['an item in place of another', ['a'], ['b'], ['REMOVE /P/0 a null', 'ADD /P/0 null b']],
  ['an item twice', ['a'], ['a', 'a'], ['ADD /P/1 null a']],
  [
    'a tag of another value',
    [tag('k', 'v'), tag('l', 'w')],
    [tag('l', 'x'), tag('k', 'v')],
    ['NOT_EQUAL /P/1/Value w x'],
  ],
  ['a list in place of a text', 'a', ['a', 'b'], ['NOT_EQUAL /P a ["a","b"]']],
  ['a map more', [{ A: 1 }], [{ A: 1 }, { A: 2 }], ['ADD /P/1 null {"A":2}']],
])('tells %s', (_what, expected, actual, told) => {
  const found = differencesOf('/P', expected, actual);
  expect(found.map((one) => `${one.kind} ${one.path} ${one.expected} ${one.actual}`)).toEqual(told);
});
