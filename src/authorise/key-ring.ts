import type { Account, Credential } from '../domain/account.ts';
import type { Principal } from '../domain/principal.ts';
import type { Clock } from '../lib/clock.ts';
import type { Seal } from '../lib/seal.ts';
import type { Store } from '../store/store.ts';

/** A key with its secret open, and whose it is. It stays in memory and goes nowhere else. */
export interface OpenKey {
  readonly accessKeyId: string;
  readonly secret: string;
  /** SHA-256 (hex) of the session token that must come with the key. */
  readonly tokenSha256?: string;
  /** Milliseconds. An expired key is still found, so that its holder can be told. */
  readonly expiresAt?: number;
  /** Milliseconds: when a session began. */
  readonly createdAt: number;
  readonly principal: Principal;
  readonly account: Account;
}

export interface KeyRingLimits {
  readonly entriesMax: number;
  /** How long a key that another process changed may still be served from memory. */
  readonly seconds: number;
}

export interface KeyRing {
  /**
   * At once where the key is in memory. Undefined for a key that was never issued, or has ended.
   */
  find(accessKeyId: string): OpenKey | Promise<OpenKey | undefined>;
  /** Forgets all: to be called after every commit that may have changed a key or an account. */
  clear(): void;
}

/** Keys from the store, opened once and remembered: a signature check costs no disk. */
export function createKeyRing(
  store: Pick<Store, 'accounts' | 'credentials'>,
  seal: Pick<Seal, 'open'>,
  clock: Clock,
  limits: KeyRingLimits,
): KeyRing {
  const entries = new Map<string, { key: OpenKey; until: number }>();
  /** Moves with every change, so that a look-up under way cannot put back what was just dropped. */
  let generation = 0;

  async function load(accessKeyId: string): Promise<OpenKey | undefined> {
    const before = generation;
    const credential = await store.credentials.get(accessKeyId);
    if (credential === undefined || credential.inactive) return undefined;
    const account = await store.accounts.get(credential.accountId);
    if (account === undefined) return undefined;
    const key = openKey(credential, account, seal);
    if (before === generation) remember(key);
    return key;
  }

  function remember(key: OpenKey): void {
    const oldest = entries.keys().next().value;
    if (entries.size >= limits.entriesMax && oldest !== undefined) entries.delete(oldest);
    entries.set(key.accessKeyId, { key, until: clock.now() + limits.seconds * 1000 });
  }

  return {
    find(accessKeyId) {
      const entry = entries.get(accessKeyId);
      if (entry !== undefined && clock.now() < entry.until) return entry.key;
      entries.delete(accessKeyId);
      return load(accessKeyId);
    },
    clear() {
      generation += 1;
      entries.clear();
    },
  };
}

function openKey(credential: Credential, account: Account, seal: Pick<Seal, 'open'>): OpenKey {
  const {
    sealedSecret,
    tokenSha256,
    expiresAt,
    inactive,
    originAccountId,
    createdAt,
    ...principal
  } = credential;
  return {
    accessKeyId: credential.accessKeyId,
    secret: seal.open(sealedSecret),
    tokenSha256,
    expiresAt,
    createdAt,
    principal,
    account,
  };
}
