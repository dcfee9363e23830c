import type { Credential } from '../domain/account.ts';
import type { Clock } from '../lib/clock.ts';
import type { Seal } from '../lib/seal.ts';
import type { Store } from '../store/store.ts';
import { generateRootKey, putRootKey, type RootKey } from './management-account.ts';

/**
 * Gives the account a new root key and takes the old one away, with every session that whoever held
 * it could have begun: its own, and those of roles that trust the account. One transaction.
 */
export function rotateRootKey(
  store: Store,
  seal: Seal,
  clock: Clock,
  accountId: string,
): Promise<RootKey> {
  return store.transaction(async (tx) => {
    for (const credential of await tx.credentials.all()) {
      if (await couldComeFrom(tx, credential, accountId)) {
        await tx.credentials.delete(credential.accessKeyId);
      }
    }
    const rootKey = generateRootKey();
    await putRootKey(tx, seal, clock, accountId, rootKey);
    return rootKey;
  });
}

async function couldComeFrom(
  store: Store,
  credential: Credential,
  accountId: string,
): Promise<boolean> {
  if (credential.accountId === accountId) return true;
  if (credential.roleName === undefined) return false;
  const role = await store.accounts.getRole(credential.accountId, credential.roleName);
  return role === undefined || role.trustedAccountId === accountId;
}

/** Seals every secret anew; `also` joins the transaction. Nothing changes unless all of it does. */
export function resealCredentials(
  store: Store,
  from: Seal,
  to: Seal,
  also: (store: Store) => Promise<void>,
): Promise<number> {
  return store.transaction(async (tx) => {
    const credentials = await tx.credentials.all();
    for (const credential of credentials) {
      const sealedSecret = to.seal(from.open(credential.sealedSecret));
      await tx.credentials.put({ ...credential, sealedSecret });
    }
    await also(tx);
    return credentials.length;
  });
}
