import { expect, it } from 'vitest';
import { kilometresBetween } from './distance.ts';

const at = (latitude: number, longitude: number) => ({ latitude, longitude });

it('measures along the surface of the earth', () => {
  expect(kilometresBetween(at(0, 0), at(0, 0))).toBe(0);
  // A quarter of the way round, along a meridian and along the equator.
  expect(kilometresBetween(at(0, 0), at(90, 0))).toBeCloseTo(10_007.5, 0);
  expect(kilometresBetween(at(0, -45), at(0, 45))).toBeCloseTo(10_007.5, 0);
  // Over the line where the dates change, and half-way round.
  expect(kilometresBetween(at(0, 179), at(0, -179))).toBeCloseTo(222.4, 0);
  expect(kilometresBetween(at(0, 0), at(0, 180))).toBeCloseTo(20_015, 0);
});
