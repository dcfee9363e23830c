import { expect, it } from 'vitest';
import { declaredLists, noLists } from './declared-lists.ts';

const lists = declaredLists({
  addresses: { '198.51.100.7': ['tor-exit', 'custom'], '198.51.100.8': ['scanner'] },
  domains: { 'bad.example.com': ['phishing'] },
  keys: ['AKIAEXAMPLE000MARIA1'],
  trusted: ['198.51.100.8', 'good.bad.example.com'],
  places: { '203.0.113.5': { countryName: 'Exampleland' } },
  aws: ['192.0.2.9'],
  instances: [{ instanceId: 'i-1', interfaceId: 'eni-1', publicAddress: '203.0.113.9' }],
  functions: [{ interfaceId: 'eni-2', functionArn: 'arn', functionName: 'f' }],
  accounts: { '203.0.113.9': '444455556666' },
});
const kinds = (listed: readonly { readonly kind: string }[]) => listed.map(({ kind }) => kind);

it('says what is declared of addresses, domains and keys; trusted beats threat', () => {
  expect(kinds(lists.addressThreats('198.51.100.7'))).toEqual(['tor-exit', 'custom']);
  expect(lists.addressThreats('198.51.100.8')).toEqual([]);
  expect(kinds(lists.domainThreats('www.bad.example.com'))).toEqual(['phishing']);
  expect(lists.domainThreats('www.good.bad.example.com')).toEqual([]);
  expect(lists.domainThreats('example.com')).toEqual([]);
  expect(kinds(lists.keyThreats('AKIAEXAMPLE000MARIA1'))).toEqual(['leaked-key']);
  expect(lists.place('203.0.113.5')).toEqual({ countryName: 'Exampleland' });
  expect([lists.isAws('192.0.2.9'), lists.isAws('192.0.2.8')]).toEqual([true, false]);
  expect(lists.registrableDomain('a.b.example.com')).toBe('example.com');
});

it('finds a machine by any of its names, and who owns what', () => {
  const { inventory } = lists;
  for (const by of [{ instanceId: 'i-1' }, { interfaceId: 'eni-1' }, { address: '203.0.113.9' }]) {
    expect(inventory.instance(by)?.instanceId).toBe('i-1');
  }
  expect(inventory.instance({ address: '203.0.113.8' })).toBeUndefined();
  expect(inventory.instance({})).toBeUndefined();
  expect(inventory.functionOf('eni-2')?.functionName).toBe('f');
  expect(inventory.accountOf('203.0.113.9')).toBe('444455556666');
});

it('knows nothing where nothing is declared', () => {
  expect(noLists.addressThreats('198.51.100.7')).toEqual([]);
  expect(noLists.domainThreats('bad.example.com')).toEqual([]);
  expect(noLists.keyThreats('AKIAEXAMPLE000MARIA1')).toEqual([]);
  expect(noLists.inventory.instance({ instanceId: 'i-1' })).toBeUndefined();
});
