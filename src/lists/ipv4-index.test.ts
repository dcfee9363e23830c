import { describe, expect, it } from 'vitest';
import { type Ipv4Range, mergeIpv4 } from './ip-networks.ts';
import { Ipv4Index } from './ipv4-index.ts';

/** Numbers that look as chance would have them, the same in every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
}

describe('Ipv4Index', () => {
  it('agrees with a search through all ranges, whatever they are', () => {
    const next = chance(7);
    for (let round = 0; round < 20; round += 1) {
      const ranges: Ipv4Range[] = [];
      for (let i = 0; i < 60; i += 1) {
        const first = next();
        const bits = next() % 33;
        ranges.push({ first, last: Math.min(0xffffffff, first + 2 ** bits - 1) });
      }
      const some = mergeIpv4(ranges.slice(0, round * 3));
      const index = new Ipv4Index(some);
      const asked = [0, 0xffffffff, ...Array.from({ length: 200 }, next)];
      for (const { first, last } of some) {
        asked.push(first, last, Math.max(0, first - 1), Math.min(0xffffffff, last + 1));
      }
      for (const address of asked) {
        const expected = some.some(({ first, last }) => first <= address && address <= last);
        expect(index.has(address), `${round} ${address}`).toBe(expected);
      }
    }
  });

  it('holds all addresses, or none', () => {
    const all = new Ipv4Index([{ first: 0, last: 0xffffffff }]);
    const none = new Ipv4Index([]);
    for (const address of [0, 65_535, 65_536, 0xffffffff]) {
      expect(all.has(address)).toBe(true);
      expect(none.has(address)).toBe(false);
    }
  });

  it('finds every one of 250,000 networks and nothing between them', () => {
    const next = chance(1);
    const ranges = Array.from({ length: 250_000 }, () => {
      const first = next();
      return { first, last: first };
    });
    const index = new Ipv4Index(mergeIpv4(ranges));
    let found = 0;
    for (let i = 0; i < 1_000_000; i += 1) {
      const address = i % 2 === 0 ? next() : (ranges[i % ranges.length]?.first ?? 0);
      if (index.has(address)) found += 1;
    }
    expect(found).toBe(500_000);
  });
});
