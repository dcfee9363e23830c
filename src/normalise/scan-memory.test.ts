import { expect, test } from 'vitest';
import { giveBack, takeRegion, withRoom } from './scan-memory.ts';

test('hands out regions apart from each other, and again what was given back', () => {
  const one = takeRegion(300_000);
  const other = takeRegion(300_000);
  expect(one.bytes.length).toBeGreaterThanOrEqual(300_000);
  expect(Math.abs(one.start - other.start)).toBeGreaterThanOrEqual(one.bytes.length);
  one.bytes.fill(1);
  other.bytes.fill(2);
  expect([one.bytes.at(-1), other.bytes.at(0)]).toEqual([1, 2]);
  giveBack(one);
  expect(takeRegion(one.bytes.length)).toBe(one);
  giveBack(one);
  expect(() => giveBack(one)).toThrow('given back twice');
  giveBack(other);
});

test('a region stays whole while the memory grows', () => {
  const small = takeRegion(1);
  small.bytes.write('kept');
  const large = takeRegion(64 * 1024 * 1024);
  expect(small.bytes.toString('utf8', 0, 4)).toBe('kept');
  large.bytes.write('new', large.bytes.length - 3);
  giveBack(large);
  giveBack(small);
});

test('makes room, in the same region where it has it', () => {
  const region = takeRegion(1);
  region.bytes.write('abcdef');
  expect(withRoom(region, 2, 4, 10)).toBe(region);
  expect(region.bytes.toString('utf8', 0, 2)).toBe('cd');
  const larger = withRoom(region, 0, 2, region.bytes.length);
  expect(larger.bytes.length).toBe(2 * region.bytes.length);
  expect(larger.bytes.toString('utf8', 0, 2)).toBe('cd');
  giveBack(larger);
});
