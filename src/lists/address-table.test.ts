import { describe, expect, it } from 'vitest';
import { AddressTable } from './address-table.ts';
import { parseIpv4, parseIpv6 } from './ip-networks.ts';
import { entriesOf, seededNumbers } from './testing.ts';

const v4 = (text: string) => parseIpv4(text) ?? -1;
const v6 = (text: string) => parseIpv6(text) ?? '';
const tableOf = (...parts: string[][]) =>
  new AddressTable(
    parts.map((texts) => entriesOf(...texts)),
    (numbers) => numbers.join(),
  );

describe('AddressTable', () => {
  it('says which parts have an address, at every edge', () => {
    const table = tableOf(['198.51.100.0/24'], ['198.51.100.128/25', '203.0.113.7'], ['0.0.0.0/0']);
    const at = (text: string) => table.atIpv4(v4(text));
    expect(at('198.51.99.255')).toBe('2');
    expect(at('198.51.100.0')).toBe('0,2');
    expect(at('198.51.100.127')).toBe('0,2');
    expect(at('198.51.100.128')).toBe('0,1,2');
    expect(at('198.51.100.255')).toBe('0,1,2');
    expect(at('198.51.101.0')).toBe('2');
    expect(at('203.0.113.7')).toBe('1,2');
    expect([at('0.0.0.0'), at('255.255.255.255')]).toEqual(['2', '2']);
  });

  it('does the same for IPv6, up to the last address', () => {
    const table = tableOf(['2001:db8::/32'], ['2001:db8:1::/48', '2001:db8:1::5', '::/0']);
    expect(table.atIpv6(v6('2001:db7:ffff::'))).toBe('1');
    expect(table.atIpv6(v6('2001:db8::'))).toBe('0,1');
    expect(table.atIpv6(v6('2001:db8:1::5'))).toBe('0,1');
    expect(table.atIpv6('f'.repeat(32))).toBe('1');
    expect(tableOf(['2001:db8::/32']).atIpv6('f'.repeat(32))).toBe('');
    expect(tableOf(['ffff::/16']).atIpv6('f'.repeat(32))).toBe('');
  });

  it('answers like asking each part in turn, for networks at random', () => {
    const random = seededNumbers(7);
    const parts = Array.from({ length: 5 }, () =>
      Array.from({ length: 60 }, () => {
        const address = [198, 51, random(4), random(256)].join('.');
        return `${address}/${16 + random(17)}`;
      }),
    );
    const table = tableOf(...parts);
    const entries = parts.map((texts) => entriesOf(...texts));
    for (let asked = 0; asked < 5_000; asked += 1) {
      const address = v4([198, 51, random(5), random(256)].join('.'));
      const expected = entries.flatMap(({ ipv4 }, number) =>
        ipv4.some(({ first, last }) => first <= address && address <= last) ? [number] : [],
      );
      expect(table.atIpv4(address)).toBe(expected.join());
    }
  });
});
