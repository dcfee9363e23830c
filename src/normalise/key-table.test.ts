import { expect, it } from 'vitest';
import { KeyTable } from './key-table.ts';

const NAMES = ['eventName', 'eventTime', 'a', 'items', 'eventID'];

it('gives each of its names a place of its own', () => {
  const table = new KeyTable(NAMES);
  expect([...table.byPlace].filter((name) => name !== 0).sort()).toEqual([1, 2, 3, 4, 5]);
  expect(table.names.map(String)).toEqual(['', ...NAMES]);
});

it('refuses names that it cannot tell apart, or has no room for', () => {
  expect(() => new KeyTable(['abcdefgh', 'abXdefgh'])).toThrow('cannot be told apart');
  expect(() => new KeyTable(['a'.repeat(33)])).toThrow('too many or too long');
  expect(() => new KeyTable(Array.from({ length: 64 }, (_, n) => `${n}`))).toThrow('too many');
});
