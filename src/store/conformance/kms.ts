import { expect, it } from 'vitest';
import type { KmsAlias, KmsGrant, KmsKey } from '../../domain/kms-key.ts';
import type { Store } from '../store.ts';

const ACCOUNT = '111122223333';
const REGION = 'us-east-1';

export const exampleKey: KmsKey = {
  keyId: '1111abcd-12ab-34cd-56ef-1234567890ab',
  accountId: ACCOUNT,
  region: REGION,
  description: 'a "quoted" ☂',
  state: 'Enabled',
  createdAt: 1,
  rotatedAt: 1,
  policy: '{}',
  tags: { team: 'blue' },
  materials: ['sealed'],
};

export const exampleAlias: KmsAlias = {
  accountId: ACCOUNT,
  region: REGION,
  name: 'alias/exports',
  keyId: exampleKey.keyId,
  createdAt: 1,
  updatedAt: 2,
};

export const exampleGrant: KmsGrant = {
  grantId: 'g1',
  keyId: exampleKey.keyId,
  grantee: 'arn:aws:iam::444455556666:role/Reader',
  retiring: 'arn:aws:iam::444455556666:root',
  operations: ['Decrypt'],
  contextSubset: { a: 'b' },
  issuer: ACCOUNT,
  createdAt: 3,
};

export function kmsConformance(store: () => Store): void {
  it('keeps a key as it was put, and lists those of an account and Region', async () => {
    const { kms } = store();
    const other = { ...exampleKey, keyId: '2222abcd-12ab-34cd-56ef-1234567890ab' };
    const elsewhere = { ...exampleKey, keyId: '0000', region: 'eu-west-1' };
    for (const one of [other, exampleKey, elsewhere]) await kms.putKey(one);
    expect(await kms.key(exampleKey.keyId)).toStrictEqual(exampleKey);
    const changed: KmsKey = { ...exampleKey, state: 'PendingDeletion', deletionAt: 9, tags: {} };
    await kms.putKey({ ...exampleKey, rotationDays: 365 });
    expect((await kms.rotating()).map(({ keyId }) => keyId)).toEqual([exampleKey.keyId]);
    await kms.putKey(changed);
    expect(await kms.rotating()).toEqual([]);
    expect(await kms.keys(ACCOUNT, REGION, 10)).toStrictEqual([changed, other]);
    expect(await kms.keys(ACCOUNT, REGION, 1)).toHaveLength(1);
    expect(await kms.keys(ACCOUNT, REGION, 10, exampleKey.keyId)).toEqual([other]);
    expect(await kms.keys('444455556666', REGION, 10)).toEqual([]);
    expect(await kms.key('unknown')).toBeUndefined();
  });

  it('keeps aliases by name, and finds those of a key', async () => {
    const { kms } = store();
    const second = { ...exampleAlias, name: 'alias/a', keyId: 'other' };
    await kms.putAlias(exampleAlias);
    await kms.putAlias(second);
    await kms.putAlias({ ...exampleAlias, region: 'eu-west-1' });
    const of = { accountId: ACCOUNT, region: REGION, limit: 10 };
    expect(await kms.alias(ACCOUNT, REGION, 'alias/exports')).toStrictEqual(exampleAlias);
    expect(await kms.aliases(of)).toEqual([second, exampleAlias]);
    expect(await kms.aliases({ ...of, after: 'alias/a' })).toEqual([exampleAlias]);
    expect(await kms.aliases({ ...of, keyId: 'other' })).toEqual([second]);
    await kms.putAlias({ ...exampleAlias, keyId: 'moved' });
    expect((await kms.alias(ACCOUNT, REGION, 'alias/exports'))?.keyId).toBe('moved');
    await kms.deleteAlias(ACCOUNT, REGION, 'alias/exports');
    expect(await kms.aliases(of)).toEqual([second]);
  });

  it('keeps grants of a key, and deletes all with a key whose time has come', async () => {
    const { kms } = store();
    await kms.putKey({ ...exampleKey, state: 'PendingDeletion', deletionAt: 100 });
    await kms.putAlias(exampleAlias);
    const plain: KmsGrant = { ...exampleGrant, grantId: 'g0', retiring: 'someone' };
    await kms.putGrant(exampleGrant);
    await kms.putGrant(plain);
    expect(await kms.grants(exampleKey.keyId)).toStrictEqual([plain, exampleGrant]);
    expect(await kms.retirable('someone')).toEqual([plain]);
    await kms.deleteGrant(exampleKey.keyId, 'g0');
    expect(await kms.grants(exampleKey.keyId)).toEqual([exampleGrant]);
    expect(await kms.deleteDue(99)).toBe(0);
    expect(await kms.deleteDue(100)).toBe(1);
    expect(await kms.key(exampleKey.keyId)).toBeUndefined();
    expect(await kms.grants(exampleKey.keyId)).toEqual([]);
    expect(await kms.alias(ACCOUNT, REGION, 'alias/exports')).toBeUndefined();
  });
}
