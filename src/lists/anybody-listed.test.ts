import { describe, expect, it } from 'vitest';
import { AnybodyListed } from './anybody-listed.ts';
import { parseIpv4, parseIpv6 } from './ip-networks.ts';
import { entriesOf, seededNumbers } from './testing.ts';

const v4 = (text: string) => parseIpv4(text) ?? -1;
const v6 = (text: string) => parseIpv6(text) ?? '';

describe('AnybodyListed', () => {
  it('has nothing at first, and grows', () => {
    const anybody = new AnybodyListed();
    expect(anybody.mayHaveIpv4(v4('198.51.100.7'))).toBe(false);
    expect(anybody.mayHaveIpv6(v6('2001:db8::1'))).toBe(false);
    expect(anybody.mayHaveDomain('example.com')).toBe(false);
    anybody.add(entriesOf('198.51.100.7', '2001:db8::1', '*.example.com', 'example.org'));
    expect(anybody.mayHaveIpv4(v4('198.51.100.7'))).toBe(true);
    expect(anybody.mayHaveIpv4(v4('203.0.113.7'))).toBe(false);
    expect(anybody.mayHaveIpv6(v6('2001:db8::1'))).toBe(true);
    expect(anybody.mayHaveIpv6(v6('2001:db9::1'))).toBe(false);
    expect(anybody.mayHaveDomain('a.b.example.com')).toBe(true);
    expect(anybody.mayHaveDomain('example.org')).toBe(true);
    expect(anybody.mayHaveDomain('example.net')).toBe(false);
    expect(anybody.version).toBe(1);
  });

  it('never says no to what a list has', () => {
    const random = seededNumbers(5);
    for (let round = 0; round < 200; round += 1) {
      const bits = 2 + random(31);
      const text = `${100 + random(90)}.${random(256)}.${random(256)}.${random(256)}`;
      const entries = entriesOf(`${text}/${bits}`);
      const [range] = entries.ipv4;
      if (range === undefined) continue;
      const anybody = new AnybodyListed();
      anybody.add(entries);
      for (const address of [range.first, range.last, v4(text)]) {
        expect(anybody.mayHaveIpv4(address)).toBe(true);
      }
    }
    for (const bits of [20, 33, 47, 48, 64, 128, 10]) {
      const anybody = new AnybodyListed();
      anybody.add(entriesOf(`2001:db8:1234:5678::1/${bits}`));
      expect(anybody.mayHaveIpv6(v6('2001:db8:1234:5678::1'))).toBe(true);
    }
  });
});
