import { expect, it } from 'vitest';
import { isPrivateAddress, isPrivateIpv4, isPublicIpv4 } from './private-address.ts';

it('tells private networks from public ones', () => {
  const own = ['10.0.0.1', '172.16.0.1', '172.31.9.9', '192.168.1.1', '100.64.0.1', '127.0.0.1'];
  for (const address of [...own, '169.254.169.254', 'fd00::1', 'fe80::1', '::1']) {
    expect(isPrivateAddress(address), address).toBe(true);
  }
  const others = ['203.0.113.9', '172.15.0.1', '172.32.0.1', '100.128.0.1', '2001:db8::1', 'x', ''];
  for (const address of others) expect(isPrivateAddress(address), address).toBe(false);
});

it('tells the same of addresses as numbers, at the edges of each network', () => {
  const numberOf = (address: string) =>
    address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
  const edges = ['9.255.255.255', '10.0.0.0', '10.255.255.255', '11.0.0.0', '100.63.255.255'];
  edges.push('100.64.0.0', '100.127.255.255', '100.128.0.0', '126.255.255.255', '127.0.0.1');
  edges.push('169.253.255.255', '169.254.0.0', '169.255.0.0', '172.15.255.255', '172.16.0.0');
  edges.push('172.31.255.255', '172.32.0.0', '192.167.255.255', '192.168.0.0', '192.169.0.0');
  for (const address of edges) {
    expect(isPrivateIpv4(numberOf(address)), address).toBe(isPrivateAddress(address));
  }
  const reachable = ['1.0.0.0', '223.255.255.255', '192.0.2.1'].map(numberOf);
  expect(reachable.map(isPublicIpv4)).toEqual([true, true, true]);
  const others = ['0.1.2.3', '224.0.0.1', '255.255.255.255', '10.1.2.3'].map(numberOf);
  expect(others.map(isPublicIpv4)).toEqual([false, false, false, false]);
});
