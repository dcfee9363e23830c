import { describe, expect, it } from 'vitest';
import {
  aliasArn,
  grantAllows,
  isRotationDue,
  type KmsGrant,
  type KmsKey,
  keyArn,
  readKeyName,
} from './kms-key.ts';

const ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const key: KmsKey = {
  keyId: ID,
  accountId: '111122223333',
  region: 'eu-west-1',
  description: '',
  state: 'Enabled',
  createdAt: 0,
  rotatedAt: 0,
  policy: '{}',
  tags: {},
  materials: ['m'],
};
const own = { accountId: '111122223333', region: 'eu-west-1' };

it.each([
  [ID, { ...own, keyId: ID }],
  ['alias/a/b', { ...own, alias: 'alias/a/b' }],
  [keyArn(key, 'aws'), { ...own, keyId: ID }],
  [
    'arn:aws-cn:kms:cn-north-1:444455556666:alias/x',
    { accountId: '444455556666', region: 'cn-north-1', alias: 'alias/x' },
  ],
  ['arn:aws:kms:eu-west-1:111122223333:other/x', undefined],
  ['arn:aws:s3:::bucket', undefined],
  ['not an id', undefined],
])('%s names %j', (text, name) => {
  expect(readKeyName(text, own.accountId, own.region)).toEqual(name);
});

it('writes ARNs in their partition', () => {
  expect(keyArn(key, 'aws-us-gov')).toBe(`arn:aws-us-gov:kms:eu-west-1:111122223333:key/${ID}`);
  const alias = { ...own, name: 'alias/a', createdAt: 0, updatedAt: 0 };
  expect(aliasArn(alias, 'aws')).toBe('arn:aws:kms:eu-west-1:111122223333:alias/a');
});

describe('a grant', () => {
  const grant: KmsGrant = {
    grantId: 'g',
    keyId: ID,
    grantee: 'arn:one',
    operations: ['Decrypt'],
    issuer: own.accountId,
    createdAt: 0,
  };
  const allows = (more: Partial<KmsGrant>, context: Record<string, string> = {}) =>
    grantAllows({ ...grant, ...more }, 'Decrypt', ['arn:one'], context);

  it('allows its operations to its grantee', () => {
    expect(allows({})).toBe(true);
    expect(allows({ operations: ['Encrypt'] })).toBe(false);
    expect(allows({ grantee: 'arn:two' })).toBe(false);
  });

  it('may ask for an encryption context, whole or in part', () => {
    const context = { a: '1', b: '2' };
    expect(allows({ contextSubset: { a: '1' } }, context)).toBe(true);
    expect(allows({ contextSubset: { a: '2' } }, context)).toBe(false);
    expect(allows({ contextEquals: { a: '1' } }, context)).toBe(false);
    expect(allows({ contextEquals: { b: '2', a: '1' } }, context)).toBe(true);
    expect(allows({ contextEquals: { b: '2', a: '1' } }, { a: '1' })).toBe(false);
  });
});

it('is due for new material after its period, while it is enabled', () => {
  const day = 86_400_000;
  expect(isRotationDue({ ...key, rotationDays: 90 }, 90 * day)).toBe(true);
  expect(isRotationDue({ ...key, rotationDays: 90 }, 90 * day - 1)).toBe(false);
  expect(isRotationDue(key, 1e15)).toBe(false);
  expect(isRotationDue({ ...key, rotationDays: 90, state: 'Disabled' }, 90 * day)).toBe(false);
});
