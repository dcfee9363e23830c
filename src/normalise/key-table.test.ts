import { expect, it } from 'vitest';
import { KeyTable, NONE } from './key-table.ts';

const NAMES = ['eventName', 'eventTime', 'a', 'items', 'eventID'];

it('tells its names apart, and from all others', () => {
  const table = new KeyTable(NAMES);
  const at = (key: string) => table.at(Buffer.from(`"${key}"`), 1, 1 + key.length);
  expect(NAMES.map(at)).toEqual([1, 2, 3, 4, 5]);
  const others = ['', 'b', 'eventNamf', 'eventXame', 'eventTimes', 'iteml', 'eventId'];
  expect(others.map(at)).toEqual(others.map(() => NONE));
});

it('refuses names that it cannot tell apart', () => {
  expect(() => new KeyTable(['abcdefgh', 'abXdefgh'])).toThrow('cannot be told apart');
});
