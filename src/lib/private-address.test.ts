import { expect, it } from 'vitest';
import { isPrivateAddress } from './private-address.ts';

it('tells private networks from public ones', () => {
  const own = ['10.0.0.1', '172.16.0.1', '172.31.9.9', '192.168.1.1', '100.64.0.1', '127.0.0.1'];
  for (const address of [...own, '169.254.169.254', 'fd00::1', 'fe80::1', '::1']) {
    expect(isPrivateAddress(address), address).toBe(true);
  }
  const others = ['203.0.113.9', '172.15.0.1', '172.32.0.1', '100.128.0.1', '2001:db8::1', 'x', ''];
  for (const address of others) expect(isPrivateAddress(address), address).toBe(false);
});
