import { expect, it } from 'vitest';
import { addTags, removeTags } from './tags.ts';

it('adds tags up to the limit, and replaces values without counting twice', () => {
  expect(addTags({ a: '1' }, { a: '2', b: '3' }, 2)).toEqual({ a: '2', b: '3' });
  expect(addTags({ a: '1' }, { b: '2', c: '3' }, 2)).toBeUndefined();
});

it('removes keys, and minds none that is missing', () => {
  expect(removeTags({ a: '1', b: '2' }, ['a', 'z'])).toEqual({ b: '2' });
});
