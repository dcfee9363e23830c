import { describe, expect, it } from 'vitest';
import type { Account, Credential } from '../domain/account.ts';
import { ManualClock } from '../lib/clock.ts';
import { createSeal } from '../lib/seal.ts';
import type { Store } from '../store/store.ts';
import { createKeyRing } from './key-ring.ts';

const seal = createSeal(Buffer.alloc(32, 1));
const ACCOUNT = '111122223333';

function credential(accessKeyId: string, secret: string): Credential {
  const sealedSecret = seal.seal(secret);
  return { accessKeyId, accountId: ACCOUNT, kind: 'root', sealedSecret, createdAt: 0 };
}

/** Only what the ring reads, with a count of the reads. */
function setUp(entriesMax = 10) {
  const rows = new Map<string, Credential>();
  const account: Account = {
    accountId: ACCOUNT,
    email: 'a@example.com',
    name: 'a',
    status: 'ACTIVE',
    createdAt: 0,
  };
  const reads: string[] = [];
  const store = {
    credentials: {
      get: async (id: string) => {
        reads.push(id);
        return rows.get(id);
      },
    },
    accounts: { get: async () => account },
  } as unknown as Store;
  const clock = new ManualClock(0);
  const ring = createKeyRing(store, seal, clock, { entriesMax, seconds: 60 });
  return { ring, rows, reads, clock };
}

describe('createKeyRing', () => {
  it('opens a key, says whose it is, and reads it once', async () => {
    const { ring, rows, reads } = setUp();
    rows.set('K1', credential('K1', 'secret'));
    const key = await ring.find('K1');
    expect(key?.secret).toBe('secret');
    expect(key?.principal).toMatchObject({ kind: 'root', accountId: ACCOUNT, accessKeyId: 'K1' });
    await ring.find('K1');
    expect(reads).toEqual(['K1']);
  });

  it('finds no inactive key', async () => {
    const { ring, rows } = setUp();
    rows.set('K1', { ...credential('K1', 's'), inactive: true });
    expect(await ring.find('K1')).toBeUndefined();
  });

  it('does not remember that a key was unknown', async () => {
    const { ring, rows } = setUp();
    expect(await ring.find('K1')).toBeUndefined();
    rows.set('K1', credential('K1', 's'));
    expect((await ring.find('K1'))?.secret).toBe('s');
  });

  it('reads again when cleared and when its time is up', async () => {
    const { ring, rows, clock } = setUp();
    rows.set('K1', credential('K1', 'one'));
    await ring.find('K1');
    rows.set('K1', credential('K1', 'two'));
    expect((await ring.find('K1'))?.secret).toBe('one');
    ring.clear();
    expect((await ring.find('K1'))?.secret).toBe('two');
    rows.delete('K1');
    clock.advance(60_000);
    expect(await ring.find('K1')).toBeUndefined();
  });

  it('does not keep what was being read when it was cleared', async () => {
    const { ring, rows } = setUp();
    rows.set('K1', credential('K1', 'old'));
    const underWay = ring.find('K1');
    rows.set('K1', credential('K1', 'new'));
    ring.clear();
    await underWay;
    expect((await ring.find('K1'))?.secret).toBe('new');
  });

  it('drops the oldest where there is no room', async () => {
    const { ring, rows, reads } = setUp(2);
    for (const id of ['K1', 'K2', 'K3']) {
      rows.set(id, credential(id, 's'));
      await ring.find(id);
    }
    await ring.find('K3');
    await ring.find('K1');
    expect(reads).toEqual(['K1', 'K2', 'K3', 'K1']);
  });
});
