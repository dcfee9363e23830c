import { describe, expect, it } from 'vitest';
import {
  closeRanks,
  type Filter,
  isFilterDescription,
  isFilterName,
  placeFilter,
} from './filter.ts';

const filter = (name: string, rank: number): Filter => ({
  accountId: '111122223333',
  region: 'us-east-1',
  name,
  action: 'NOOP',
  rank,
  criteria: {},
  tags: {},
  createdAt: 1,
  updatedAt: 1,
  version: 1,
});
const shown = (filters: readonly Filter[]) => filters.map(({ name, rank }) => `${name} ${rank}`);
const three = [filter('one', 1), filter('two', 2), filter('three', 3)];

describe('placeFilter', () => {
  it.each([
    ['first', 1, ['new 1', 'one 2', 'two 3', 'three 4']],
    ['between', 2, ['new 2', 'two 3', 'three 4']],
    ['last', 4, ['new 4']],
  ])('puts one %s and moves those behind it', (_where, rank, expected) => {
    expect(shown(placeFilter(three, filter('new', rank)))).toEqual(expected);
  });

  it('moves one, wherever the others were listed', () => {
    const [one, two, third] = three as [Filter, Filter, Filter];
    expect(shown(placeFilter([third, two], { ...one, rank: 3 }))).toEqual([
      'two 1',
      'three 2',
      'one 3',
    ]);
    expect(shown(placeFilter([two, one], { ...third, rank: 1 }))).toEqual([
      'three 1',
      'one 2',
      'two 3',
    ]);
  });

  it('answers a filter that stays where it is, since something else of it may have changed', () => {
    const [one, two, third] = three as [Filter, Filter, Filter];
    expect(placeFilter([one, third], { ...two, description: 'd' })).toEqual([
      { ...two, description: 'd' },
    ]);
  });
});

describe('closeRanks', () => {
  it('leaves no gap', () => {
    expect(shown(closeRanks([filter('three', 3), filter('one', 1)]))).toEqual(['three 2']);
    expect(closeRanks(three)).toEqual([]);
  });
});

describe('the grammar of names and descriptions', () => {
  it.each(['abc', 'a.b', 'A_b-C.9', 'x'.repeat(64)])('takes the name %s', (name) => {
    expect(isFilterName(name)).toBe(true);
  });

  it.each(['ab', 'a b', 'a/b', 'naïve', 'abc\n', '', 'x'.repeat(65)])(
    'refuses the name %j',
    (name) => {
      expect(isFilterName(name)).toBe(false);
    },
  );

  it('takes the characters of a description that the API reference lists', () => {
    expect(isFilterDescription('')).toBe(true);
    expect(isFilterDescription('Port-scan: a_b {c} [d] (e) /f.\t\n')).toBe(true);
    for (const text of ['one, two', 'what?', 'naïve', '"quoted"', '<b>']) {
      expect(isFilterDescription(text), text).toBe(false);
    }
  });
});
