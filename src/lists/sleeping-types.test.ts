import { expect, it } from 'vitest';
import { sleepingTypes } from './sleeping-types.ts';

const TYPES = [
  'UnauthorizedAccess:IAMUser/TorIPCaller',
  'Recon:IAMUser/MaliciousIPCaller',
  'Recon:IAMUser/MaliciousIPCaller.Custom',
  'Backdoor:EC2/C&CActivity.B!DNS',
  'Backdoor:EC2/C&CActivity.B',
  'Stealth:IAMUser/PasswordPolicyChange',
];
const stock = (kind: 'tor-exit' | 'command-and-control', addresses: number, domains: number) => ({
  ...{ kind, addresses, domains, keys: 0 },
});

it('names what no feed in force serves, and leaves out what needs none', () => {
  const [tor, malicious, , dns, flow] = TYPES;
  expect(sleepingTypes(TYPES, [])).toEqual([tor, malicious, dns, flow]);
  const some = [stock('tor-exit', 5, 0), stock('command-and-control', 0, 9)];
  expect(sleepingTypes(TYPES, some)).toEqual([malicious, flow]);
  expect(sleepingTypes(TYPES, [stock('tor-exit', 0, 0)])).toContain(tor);
});
