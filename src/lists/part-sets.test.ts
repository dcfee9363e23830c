import { expect, it } from 'vitest';
import { PartSets } from './part-sets.ts';

it('gives one number to one set, whichever way leads to it', () => {
  const sets = new PartSets(20);
  const one = sets.toggled(0, 7);
  const both = sets.toggled(one, 3);
  expect(sets.all[both]).toEqual([3, 7]);
  expect(sets.toggled(sets.toggled(0, 3), 7)).toBe(both);
  expect(sets.toggled(both, 3)).toBe(one);
  expect(sets.toggled(one, 7)).toBe(0);
  expect(sets.all[0]).toEqual([]);
  expect(sets.all[sets.toggled(both, 12)]).toEqual([3, 7, 12]);
});
