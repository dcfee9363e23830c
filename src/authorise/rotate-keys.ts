import type { Credential } from '../domain/account.ts';
import type { Clock } from '../lib/clock.ts';
import { resealed, type Seal } from '../lib/seal.ts';
import type { Store } from '../store/store.ts';
import { generateRootKey, putRootKey, type RootKey } from './management-account.ts';

/**
 * Gives the account a new root key and takes the old one away, with every session that whoever held
 * it could have begun: its own, and those of roles that were assumed from the account, directly or
 * through other roles. Keys of users stay: ListAccessKeys shows them. One transaction.
 */
export function rotateRootKey(
  store: Store,
  seal: Seal,
  clock: Clock,
  accountId: string,
): Promise<RootKey> {
  return store.transaction(async (tx) => {
    for (const credential of await tx.credentials.all()) {
      if (couldComeFrom(credential, accountId)) {
        await tx.credentials.delete(credential.accessKeyId);
      }
    }
    const rootKey = generateRootKey();
    await putRootKey(tx, seal, clock, accountId, rootKey);
    return rootKey;
  });
}

/** Sessions from before their origin was kept are ended too: they last half a day at the most. */
function couldComeFrom(credential: Credential, accountId: string): boolean {
  const { kind, originAccountId } = credential;
  if (credential.accountId === accountId) return kind !== 'user';
  return kind === 'role-session' && (originAccountId ?? accountId) === accountId;
}

/** Seals every secret anew; `also` joins the transaction. Nothing changes unless all of it does. */
export function resealSecrets(
  store: Store,
  from: Seal,
  to: Seal,
  also: (store: Store) => Promise<void>,
): Promise<number> {
  return store.transaction(async (tx) => {
    let secrets = 0;
    const count = () => {
      secrets += 1;
    };
    await tx.resealAll((text) => resealed(text, from, to, count));
    await also(tx);
    return secrets;
  });
}
