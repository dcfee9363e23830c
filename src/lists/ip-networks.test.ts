import { describe, expect, it } from 'vitest';
import {
  isPrivateIpv4,
  isPrivateIpv6,
  mergeIpv4,
  mergeIpv6,
  parseIpv4,
  parseIpv4Network,
  parseIpv6,
  parseIpv6Network,
} from './ip-networks.ts';

describe('IPv4', () => {
  it.each([
    ['0.0.0.0', 0],
    ['198.51.100.7', 0xc6336407],
    ['255.255.255.255', 0xffffffff],
    ['1.2.3', undefined],
    ['1.2.3.256', undefined],
    ['01.2.3.4', undefined],
    ['1.2.3.4 ', undefined],
    ['1.2.3.-4', undefined],
  ])('reads %s as %s', (text, expected) => {
    expect(parseIpv4(text)).toBe(expected);
  });

  it.each([
    ['198.51.100.7', 0xc6336407, 0xc6336407],
    ['198.51.100.7/24', 0xc6336400, 0xc63364ff],
    ['198.51.100.7/31', 0xc6336406, 0xc6336407],
    ['0.0.0.0/0', 0, 0xffffffff],
  ])('%s reaches from %i to %i', (text, first, last) => {
    expect(parseIpv4Network(text)).toEqual({ first, last });
  });

  it.each(['198.51.100.7/33', '198.51.100.7/', '198.51.100.7/2x', '/24'])('%s is none', (text) => {
    expect(parseIpv4Network(text)).toBeUndefined();
  });

  it.each([
    ['10.255.0.1', true],
    ['11.0.0.0', false],
    ['100.64.0.0/10', true],
    ['100.128.0.0', false],
    ['127.0.0.1', true],
    ['169.254.169.254', true],
    ['172.31.255.255', true],
    ['172.32.0.0', false],
    ['192.168.1.0/24', true],
    ['224.0.0.1', true],
    ['255.255.255.255', true],
    ['0.1.2.3', true],
    ['192.0.2.1', false],
    ['8.0.0.0/6', false],
  ])('%s is private: %s', (text, expected) => {
    const network = parseIpv4Network(text);
    expect(network && isPrivateIpv4(network)).toBe(expected);
  });

  it('merges what overlaps or touches', () => {
    const ranges = [
      { first: 20, last: 29 },
      { first: 1, last: 9 },
      { first: 10, last: 12 },
      { first: 2, last: 3 },
      { first: 14, last: 15 },
    ];
    expect(mergeIpv4(ranges)).toEqual([
      { first: 1, last: 12 },
      { first: 14, last: 15 },
      { first: 20, last: 29 },
    ]);
  });
});

describe('IPv6', () => {
  it.each([
    ['::', '0'.repeat(32)],
    ['::1', `${'0'.repeat(31)}1`],
    ['2001:DB8::a', '20010db800000000000000000000000a'],
    ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008'],
    ['1:2:3:4:5:6:7::', '00010002000300040005000600070000'],
    ['::ffff:198.51.100.7', '00000000000000000000ffffc6336407'],
    ['1:2:3:4:5:6:7', undefined],
    ['1:2:3:4:5:6:7:8:9', undefined],
    ['1::2::3', undefined],
    ['1:2:3:4:5:6:7:8::', undefined],
    ['12345::', undefined],
    ['::198.51.100', undefined],
    ['g::', undefined],
    ['198.51.100.7', undefined],
  ])('reads %s as %s', (text, expected) => {
    expect(parseIpv6(text)).toBe(expected);
  });

  it.each([
    ['2001:db8::/32', '20010db8', '0', 'f'],
    ['2001:db8::/35', '20010db8', '00', '1f'],
    ['2001:db8:ffff::/34', '20010db8', 'c0', 'ff'],
  ])('%s reaches over its addresses', (text, head, low, high) => {
    expect(parseIpv6Network(text)).toEqual({
      first: (head + low).padEnd(32, '0'),
      last: (head + high).padEnd(32, 'f'),
    });
  });

  it('has networks of one address and of all', () => {
    const one = '20010db8000000000000000000000001';
    expect(parseIpv6Network('2001:db8::1/128')).toEqual({ first: one, last: one });
    expect(parseIpv6Network('2001:db8::1')).toEqual({ first: one, last: one });
    expect(parseIpv6Network('::/0')).toEqual({ first: '0'.repeat(32), last: 'f'.repeat(32) });
    expect(parseIpv6Network('::/129')).toBeUndefined();
  });

  it.each([
    ['2001:db8::1', false],
    ['fe80::1', true],
    ['fd00::/8', true],
    ['::1', true],
    ['ff02::1', true],
    ['::/0', false],
  ])('%s is private: %s', (text, expected) => {
    const network = parseIpv6Network(text);
    expect(network && isPrivateIpv6(network)).toBe(expected);
  });

  it('merges what overlaps', () => {
    const ranges = [
      { first: '5', last: '8' },
      { first: '1', last: '3' },
      { first: '2', last: '4' },
      { first: '2', last: '3' },
    ];
    expect(mergeIpv6(ranges)).toEqual([
      { first: '1', last: '4' },
      { first: '5', last: '8' },
    ]);
  });
});
