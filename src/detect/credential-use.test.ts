import { expect, it } from 'vitest';
import { declaredLists } from '../lists/declared-lists.ts';
import { credentialUse, mayBeElsewhere } from './credential-use.ts';
import { exampleEvent } from './testing.ts';

const somewhere = { countryCode: 'DE', asn: 64500 };
const lists = declaredLists({
  places: {
    '203.0.113.17': somewhere,
    '2001:db8::1': somewhere,
    '203.0.113.9': somewhere,
    '198.51.100.2': somewhere,
  },
  aws: ['198.51.100.1', '198.51.100.2'],
  accounts: { '198.51.100.1': '444455556666', '203.0.113.9': '111122223333' },
});

const used = (sourceIPAddress: string, more: Record<string, unknown> = {}) => {
  const userIdentity = { type: 'AssumedRole', accountId: '111122223333' };
  const event = exampleEvent({ userIdentity, sourceIPAddress, ...more });
  const ofEndpoint = more.vpcEndpointAccountId;
  const isThroughOthers = ofEndpoint !== undefined && ofEndpoint !== '111122223333';
  const head = { ...event, ...(isThroughOthers && { isThroughOthers: true as const }) };
  const use = credentialUse(event, lists);
  // The head alone must never say no to what the record shows.
  if (use !== undefined) expect(mayBeElsewhere(head, lists)).toBe(true);
  return use;
};

it('is outside where the address is on the Internet and not in a network of AWS', () => {
  expect(used('203.0.113.17')).toEqual({ from: 'outside' });
  expect(used('2001:db8::1')).toEqual({ from: 'outside' });
});

it('is nothing where it is as it should be, or where nobody can tell', () => {
  const fine = ['198.51.100.2', '203.0.113.9', '10.0.0.5', 'ec2.amazonaws.com', '203.0.113.18', ''];
  expect(fine.map((address) => used(address))).toEqual(fine.map(() => undefined));
  expect(used('203.0.113.17', { vpcEndpointId: 'vpce-1' })).toBeUndefined();
  expect(used('10.0.0.5', { vpcEndpointAccountId: '111122223333' })).toBeUndefined();
});

it('is another account by the inventory, or by the endpoint', () => {
  const account = { AccountId: '444455556666', Affiliated: true };
  expect(used('198.51.100.1')).toEqual({ from: 'other-account', account });
  const strange = { AccountId: '999999999999', Affiliated: false };
  expect(used('10.0.0.5', { vpcEndpointAccountId: '999999999999' })).toEqual({
    from: 'other-account',
    account: strange,
  });
});

it('takes the account that the credentials were made for before that of the role', () => {
  const userIdentity = {
    type: 'AssumedRole',
    accountId: '111122223333',
    inScopeOf: {
      credentialsIssuedTo: 'arn:aws:ec2:eu-west-1:444455556666:instance/i-0123456789abcdef0',
    },
  };
  const event = exampleEvent({ userIdentity, sourceIPAddress: '198.51.100.1' });
  expect(credentialUse(event, lists)).toBeUndefined();
});

it('needs no record where the head shows that nothing is wrong', () => {
  const head = (sourceAddress: string) => ({ ...exampleEvent(), sourceAddress });
  const fine = ['198.51.100.2', '10.0.0.5', 'ec2.amazonaws.com', '203.0.113.18', ''];
  expect(fine.map((address) => mayBeElsewhere(head(address), lists))).toEqual(
    fine.map(() => false),
  );
});
