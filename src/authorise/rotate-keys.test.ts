import { beforeEach, describe, expect, it } from 'vitest';
import type { Credential } from '../domain/account.ts';
import { ManualClock } from '../lib/clock.ts';
import { createSeal } from '../lib/seal.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { resealSecrets, rotateRootKey } from './rotate-keys.ts';

const MANAGEMENT = '111122223333';
const MEMBER = '444455556666';
const STANDALONE = '999999999999';
const seal = createSeal(Buffer.alloc(32, 1));
const clock = new ManualClock(1000);

let store: Store;
beforeEach(async () => {
  store = await openStore(':memory:');
  await put('AKIAMANAGEMENT000000', { accountId: MANAGEMENT });
  await put('ASIAMANAGEMENT000000', { accountId: MANAGEMENT, kind: 'root-session' });
  await put('ASIAMEMBER0000000000', {
    accountId: MEMBER,
    kind: 'role-session',
    roleName: 'Access',
    roleId: 'AROAEXAMPLE',
    sessionName: 's',
    originAccountId: MANAGEMENT,
  });
  await put('AKIASTANDALONE000000', { accountId: STANDALONE });
});

async function put(accessKeyId: string, given: Partial<Credential>): Promise<void> {
  const sealedSecret = seal.seal(`secret of ${accessKeyId}`);
  const row = {
    accessKeyId,
    accountId: MANAGEMENT,
    kind: 'root' as const,
    sealedSecret,
    createdAt: 0,
  };
  await store.credentials.put({ ...row, ...given });
}

async function ids(): Promise<string[]> {
  return (await store.credentials.all()).map((one) => one.accessKeyId).sort();
}

describe('rotateRootKey', () => {
  it('ends the old key and all that it could have begun', async () => {
    const made = await rotateRootKey(store, seal, clock, MANAGEMENT);
    expect(await ids()).toEqual(['AKIASTANDALONE000000', made.accessKeyId].sort());
    const stored = await store.credentials.get(made.accessKeyId);
    expect(stored).toMatchObject({ accountId: MANAGEMENT, kind: 'root' });
    expect(seal.open(stored?.sealedSecret ?? '')).toBe(made.secretAccessKey);
  });

  it('leaves the keys of users, and sessions that began elsewhere', async () => {
    const user = { accountId: MANAGEMENT, kind: 'user', userName: 'alice' } as const;
    await put('AKIAUSER000000000000', user);
    await put('ASIAUSER000000000000', { ...user, kind: 'user-session' });
    const elsewhere = { kind: 'role-session', originAccountId: STANDALONE } as const;
    await put('ASIAELSEWHERE0000000', { accountId: MEMBER, ...elsewhere });
    await put('ASIAUNKNOWN000000000', { accountId: MEMBER, kind: 'role-session' });
    const made = await rotateRootKey(store, seal, clock, MANAGEMENT);
    expect(await ids()).toEqual(
      [
        'AKIASTANDALONE000000',
        'AKIAUSER000000000000',
        'ASIAELSEWHERE0000000',
        made.accessKeyId,
      ].sort(),
    );
  });

  it('leaves others alone', async () => {
    const made = await rotateRootKey(store, seal, clock, STANDALONE);
    expect(await ids()).toEqual(
      [
        'AKIAMANAGEMENT000000',
        'ASIAMANAGEMENT000000',
        'ASIAMEMBER0000000000',
        made.accessKeyId,
      ].sort(),
    );
  });
});

describe('resealSecrets', () => {
  const next = createSeal(Buffer.alloc(32, 2));

  it('seals every secret with the new key', async () => {
    const count = await resealSecrets(store, seal, next, async () => {});
    expect(count).toBe(4);
    for (const { accessKeyId, sealedSecret } of await store.credentials.all()) {
      expect(next.open(sealedSecret)).toBe(`secret of ${accessKeyId}`);
    }
  });

  it('seals what functions are still to be given with the new key', async () => {
    const run = { id: 'run', accountId: MEMBER, region: 'us-east-1', name: 'export' };
    const sealedEvent = seal.seal('{"token":"of somebody"}');
    await store.functions.putEvent({ ...run, sealedEvent, tries: 1, dueAt: 0 });
    await resealSecrets(store, seal, next, async () => {});
    const [kept] = await store.functions.events(1);
    expect(next.open(kept?.sealedEvent ?? '')).toBe('{"token":"of somebody"}');
  });

  it('changes nothing unless all of it does', async () => {
    const failing = resealSecrets(store, seal, next, async () => {
      throw new Error('the disk is full');
    });
    await expect(failing).rejects.toThrow('the disk is full');
    for (const { accessKeyId, sealedSecret } of await store.credentials.all()) {
      expect(seal.open(sealedSecret)).toBe(`secret of ${accessKeyId}`);
    }
  });
});
