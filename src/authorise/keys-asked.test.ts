import { beforeAll, expect, it } from 'vitest';
import { defaultKeyPolicy, type KmsKey } from '../domain/kms-key.ts';
import { encryptEnvelope } from '../lib/envelope.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import type { AuthorisableCall } from './authorisable-call.ts';
import { keysAsked } from './keys-asked.ts';

const OWNER = '111122223333';
const OTHER = '444455556666';
const REGION = 'us-east-1';
const ids = ['1111abcd-12ab-34cd-56ef-1234567890ab', '2222abcd-12ab-34cd-56ef-1234567890ab'];
const arns = [OWNER, OTHER].map((account, n) => `arn:aws:kms:${REGION}:${account}:key/${ids[n]}`);

let store: Store;
beforeAll(async () => {
  store = await openStore(':memory:');
  for (const [n, accountId] of [OWNER, OTHER].entries()) {
    const email = `${accountId}@example.com`;
    await store.accounts.put({ accountId, email, name: 'n', status: 'ACTIVE', createdAt: 0 });
    const key: KmsKey = {
      keyId: ids[n] ?? '',
      accountId,
      region: REGION,
      description: '',
      state: 'Enabled',
      createdAt: 0,
      rotatedAt: 0,
      policy: defaultKeyPolicy(accountId, 'aws'),
      tags: {},
      materials: [],
    };
    await store.kms.putKey(key);
  }
  const alias = { accountId: OWNER, region: REGION, name: 'alias/a', createdAt: 0, updatedAt: 0 };
  await store.kms.putAlias({ ...alias, keyId: ids[0] ?? '' });
});

async function asked(operation: string, input: AuthorisableCall['input']) {
  const call: AuthorisableCall = {
    service: 'kms',
    operation,
    input,
    principal: { kind: 'root', accountId: OWNER, accessKeyId: 'AKIAEXAMPLE' },
    region: REGION,
    partition: 'aws',
    now: 0,
  };
  const asks = await keysAsked(call, store);
  return asks.map(({ action, resources, held }) => [
    action,
    ...resources,
    ...(held ? [held.owner.accountId] : []),
  ]);
}

const blobOf = (keyId = '') =>
  encryptEnvelope(Buffer.from('x'), Buffer.alloc(32), { keyId, material: 0 }, {});

it('asks about the key that a call names, in whatever way', async () => {
  for (const KeyId of [ids[0], arns[0], 'alias/a', `arn:aws:kms:${REGION}:${OWNER}:alias/a`]) {
    expect(await asked('Encrypt', { KeyId })).toEqual([['kms:Encrypt', arns[0], OWNER]]);
  }
  expect(await asked('Encrypt', { KeyId: arns[1] })).toEqual([['kms:Encrypt', arns[1], OTHER]]);
  expect(await asked('Encrypt', { KeyId: ids[1] })).toEqual([['kms:Encrypt', '*']]);
  expect(await asked('Encrypt', { KeyId: 'alias/none' })).toEqual([['kms:Encrypt', '*']]);
});

it('asks about the key that a ciphertext or a grant token names', async () => {
  const blob = blobOf(ids[1]);
  expect(await asked('Decrypt', { CiphertextBlob: blob })).toEqual([
    ['kms:Decrypt', arns[1], OTHER],
  ]);
  expect(await asked('Decrypt', { CiphertextBlob: Buffer.from('none') })).toEqual([
    ['kms:Decrypt', '*'],
  ]);
  expect(await asked('ReEncrypt', { CiphertextBlob: blob, DestinationKeyId: 'alias/a' })).toEqual([
    ['kms:ReEncryptFrom', arns[1], OTHER],
    ['kms:ReEncryptTo', arns[0], OWNER],
  ]);
  const GrantToken = Buffer.from(JSON.stringify([arns[0], 'g'])).toString('base64');
  expect(await asked('RetireGrant', { GrantToken })).toEqual([['kms:RetireGrant', arns[0], OWNER]]);
});

it('asks about an alias and its key both, and of nothing for what is about no key', async () => {
  const alias = `arn:aws:kms:${REGION}:${OWNER}:alias/a`;
  expect(await asked('DeleteAlias', { AliasName: 'alias/a' })).toEqual([
    ['kms:DeleteAlias', alias],
    ['kms:DeleteAlias', arns[0], OWNER],
  ]);
  expect(await asked('CreateKey', {})).toEqual([['kms:CreateKey', '*']]);
});
