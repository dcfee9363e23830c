import { describe, expect, it } from 'vitest';
import { parseIpv4, parseIpv6 } from '../ip-networks.ts';
import { AsTable, compileAsTable } from './as-table.ts';

const FOUR = `198.51.100.0,198.51.100.127,64496,"Example, ""One"""
198.51.100.128,198.51.100.255,64497,Two
203.0.113.0,203.0.113.9,64496,"Example, ""One"""
203.0.113.5,203.0.113.20,64498,
`;
const SIX = '2001:db8::,2001:db8:0:ffff:ffff:ffff:ffff:ffff,64499,Drei Österreich\n';
const table = new AsTable(compileAsTable(FOUR, SIX));
const at4 = (text: string) => table.atIpv4(parseIpv4(text) ?? -1);
const at6 = (text: string) => table.atIpv6(parseIpv6(text) ?? '');

describe('AsTable', () => {
  it('finds the system of an address, and none between', () => {
    expect(at4('198.51.100.127')).toEqual({ asn: 64496, organization: 'Example, "One"' });
    expect(at4('198.51.100.128')).toEqual({ asn: 64497, organization: 'Two' });
    expect(at4('198.51.101.0')).toBeUndefined();
    expect(at4('1.1.1.1')).toBeUndefined();
    expect(at4('255.255.255.255')).toBeUndefined();
  });

  it('leaves what two rows claim to the first', () => {
    expect(at4('203.0.113.9')?.asn).toBe(64496);
    expect(at4('203.0.113.10')).toEqual({ asn: 64498, organization: '' });
  });

  it('finds IPv6 addresses', () => {
    expect(at6('2001:db8::1')).toEqual({ asn: 64499, organization: 'Drei Österreich' });
    expect(at6('2001:db8:0:ffff:ffff:ffff:ffff:ffff')?.asn).toBe(64499);
    expect(at6('2001:db8:1::')).toBeUndefined();
    expect(at6('2001:db7::')).toBeUndefined();
  });

  it('refuses bytes that are no table, or half of one', () => {
    expect(() => new AsTable(Buffer.from('nonsense'))).toThrow('no table of networks');
    expect(() => new AsTable(compileAsTable(FOUR, SIX).subarray(0, -1))).toThrow('not all of one');
    expect(() => compileAsTable('a,b,c,d', '')).toThrow('Line 1 is no network');
    expect(() => compileAsTable('198.51.100.9,198.51.100.1,1,x', '')).toThrow('ends before it');
  });
});
