import { beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../lib/clock.ts';
import { createSeal } from '../lib/seal.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import {
  checkManagementRequest,
  type ManagementRequest,
  managementAccountId,
  openManagementAccount,
} from './management-account.ts';

const ACCOUNT = '111122223333';
const KEY = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/EXAMPLEKEY' };
const seal = createSeal(Buffer.alloc(32, 5));
const clock = new ManualClock(1000);

let store: Store;
beforeEach(async () => {
  store = await openStore(':memory:');
});
const open = (request: ManagementRequest) => openManagementAccount(store, seal, clock, request);

describe('a first start', () => {
  it('makes the account as given, the secret sealed', async () => {
    const opened = await open({ accountId: ACCOUNT, email: 'root@example.com', rootKey: KEY });
    expect(opened).toEqual({ accountId: ACCOUNT });
    expect(await managementAccountId(store)).toBe(ACCOUNT);
    const account = await store.accounts.get(ACCOUNT);
    expect(account).toMatchObject({ email: 'root@example.com', status: 'ACTIVE' });
    const [key] = await store.credentials.rootKeys(ACCOUNT);
    expect(key).toMatchObject({ accessKeyId: KEY.accessKeyId, kind: 'root' });
    expect(seal.open(key?.sealedSecret ?? '')).toBe(KEY.secretAccessKey);
  });

  it('generates what is not given, and shows the key once', async () => {
    const opened = await open({});
    expect(opened.accountId).toMatch(/^\d{12}$/);
    expect(opened.generatedRootKey?.accessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
    expect(opened.generatedRootKey?.secretAccessKey).toHaveLength(40);
    const account = await store.accounts.get(opened.accountId);
    expect(account?.email).toBe(`root@${opened.accountId}.vedette.internal`);
    expect(await open({})).toEqual({ accountId: opened.accountId });
  });
});

describe('a later start', () => {
  beforeEach(() => open({ accountId: ACCOUNT, email: 'root@example.com', rootKey: KEY }));

  it('takes the same again', async () => {
    const request = { accountId: ACCOUNT, email: 'root@example.com', rootKey: KEY };
    expect(await open(request)).toEqual({ accountId: ACCOUNT });
    expect(await store.credentials.rootKeys(ACCOUNT)).toHaveLength(1);
  });

  it.each([
    ['another account', { accountId: '444455556666' }, 'belongs to account 111122223333'],
    ['another address', { email: 'other@example.com' }, 'root@example.com'],
    [
      'another key',
      { rootKey: { ...KEY, accessKeyId: 'AKIAI44QH8DHBEXAMPLE' } },
      'another access key id',
    ],
    [
      'another secret',
      { rootKey: { ...KEY, secretAccessKey: 'changed-secret' } },
      'another secret',
    ],
  ])('refuses %s and changes nothing', async (_case, request, text) => {
    const before = await store.digest(ACCOUNT);
    await expect(open(request)).rejects.toThrow(text);
    expect(await store.digest(ACCOUNT)).toBe(before);
  });
});

describe('checkManagementRequest', () => {
  it.each([
    { accountId: '12345678901' },
    { accountId: '12345678901a' },
    { email: 'nobody' },
    { rootKey: { ...KEY, accessKeyId: 'short' } },
    { rootKey: { ...KEY, accessKeyId: 'ASIAIOSFODNN7EXAMPLE' } },
    { rootKey: { ...KEY, accessKeyId: 'AKIA/IOSFODNN7EXAMPLE' } },
    { rootKey: { ...KEY, secretAccessKey: 'has a space in it' } },
    { rootKey: { ...KEY, secretAccessKey: 'short' } },
  ])('refuses %j', (request) => {
    expect(() => checkManagementRequest(request)).toThrow();
  });

  it('never repeats a secret', () => {
    const rootKey = { ...KEY, secretAccessKey: 'my secret is long' };
    expect(() => checkManagementRequest({ rootKey })).not.toThrow('my secret');
  });
});
