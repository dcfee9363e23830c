import { expect, it } from 'vitest';
import { SigningKeys } from './signing-keys.ts';

const scope = {
  accessKeyId: 'AKIDEXAMPLE',
  date: '20150830',
  region: 'us-east-1',
  service: 'iam',
  terminator: 'aws4_request',
};
const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

it('derives the key of the example in the documentation of Signature Version 4', () => {
  const hex = 'c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9';
  expect(new SigningKeys().get(SECRET, scope).toString('hex')).toBe(hex);
});

it('keeps a key, forgets the one not used for longest, and follows a changed secret', () => {
  const keys = new SigningKeys(2);
  const first = keys.get(SECRET, scope);
  keys.get(SECRET, { ...scope, region: 'eu-west-1' });
  expect(keys.get(SECRET, scope)).toBe(first);
  keys.get(SECRET, { ...scope, region: 'eu-west-2' });
  expect(keys.get(SECRET, scope)).toBe(first);
  keys.get(SECRET, { ...scope, region: 'eu-west-3' });
  keys.get(SECRET, { ...scope, region: 'eu-west-4' });
  expect(keys.get(SECRET, scope)).not.toBe(first);
  expect(keys.get(SECRET, scope)).toEqual(first);
  expect(keys.get('changed', scope)).not.toEqual(first);
});
