import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hexId } from '../lib/ids.ts';
import { topmostMissing } from '../lib/make-directory.ts';
import {
  firstMasterKey,
  knownMasterKey,
  type MasterKeySource,
  readSource,
} from '../lib/master-key.ts';
import type { Seal } from '../lib/seal.ts';
import { DATABASE_FILE, openStore } from './open-store.ts';
import type { Store } from './store.ts';

const ID_SETTING = 'data-directory-id';
const FINGERPRINT_SETTING = 'master-key-fingerprint';

/** An open data directory: its lock is held, its secrets can be read. */
export interface DataDirectory<T> {
  readonly store: Store;
  readonly seal: Seal;
  readonly id: string;
  /** The master key file that this start made. */
  readonly madeKeyFile?: string;
  readonly settled: T;
}

/**
 * Opens the data directory, and makes it where it is new: its id, the fingerprint of its master key
 * and all that `settle` writes are one transaction, so a first start is whole or never was. Throws
 * an Error whose text is for the operator; what this call made is taken away again.
 */
export async function openDataDirectory<T>(
  path: string,
  source: MasterKeySource,
  settle: (store: Store, seal: Seal) => Promise<T>,
): Promise<DataDirectory<T>> {
  // A key that cannot be had is found out before anything is made.
  if (source.kind !== 'own-file') readSource(source);
  const missing = topmostMissing(path);
  const store = await openStore(path);
  try {
    const id = await store.settings.get(ID_SETTING);
    const fingerprint = await store.settings.get(FINGERPRINT_SETTING);
    if (id === undefined || fingerprint === undefined) return await start(store, source, settle);
    const seal = knownMasterKey(source, id, fingerprint);
    const settled = await store.transaction((tx) => settle(tx, seal));
    return { store, seal, id, settled };
  } catch (error) {
    await store.close();
    if (missing !== undefined) rmSync(missing, { recursive: true, force: true });
    throw error;
  }
}

/** Is there a data directory that was started before? */
export function isDataDirectory(path: string): boolean {
  return existsSync(join(path, DATABASE_FILE));
}

async function start<T>(
  store: Store,
  source: MasterKeySource,
  settle: (store: Store, seal: Seal) => Promise<T>,
): Promise<DataDirectory<T>> {
  const id = hexId();
  const { seal, made } = firstMasterKey(source, id);
  try {
    const settled = await store.transaction(async (tx) => {
      await tx.settings.put(ID_SETTING, id);
      await putFingerprint(tx, seal);
      return settle(tx, seal);
    });
    return { store, seal, id, madeKeyFile: made, settled };
  } catch (error) {
    if (made !== undefined) rmSync(made, { force: true });
    throw error;
  }
}

/** Which key the directory is sealed with from now on: belongs into the transaction that seals. */
export function putFingerprint(store: Store, seal: Seal): Promise<void> {
  return store.settings.put(FINGERPRINT_SETTING, seal.fingerprint);
}
