import type { Credential } from '../domain/account.ts';
import { isAccountId } from '../domain/account-id.ts';
import { isAccountEmail } from '../domain/email.ts';
import type { Clock } from '../lib/clock.ts';
import { accessKeyId, randomText, secretAccessKey } from '../lib/ids.ts';
import type { Seal } from '../lib/seal.ts';
import type { Store } from '../store/store.ts';

export interface RootKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What the operator asked for; all of it may be left out. */
export interface ManagementRequest {
  readonly accountId?: string;
  readonly email?: string;
  readonly rootKey?: RootKey;
}

export interface ManagementAccount {
  readonly accountId: string;
  /** Only when this start made one: shown once, and never again. */
  readonly generatedRootKey?: RootKey;
}

const SETTING = 'management-account-id';

/** The address of the management account where none is given; `.internal` is no public domain. */
export function managementEmailDefault(accountId: string): string {
  return `root@${accountId}.vedette.internal`;
}

/** Refuses what could never sign a call or name an account; one sentence says what is wrong. */
export function checkManagementRequest(request: ManagementRequest): void {
  const { accountId, email, rootKey } = request;
  if (accountId !== undefined && !isAccountId(accountId)) {
    throw new Error(`The account id ${accountId} is not one: it must have exactly 12 digits.`);
  }
  if (email !== undefined && !isAccountEmail(email)) {
    throw new Error(
      `The address ${email} is not one: it must be 6 to 64 characters, name@host.tld.`,
    );
  }
  if (rootKey === undefined) return;
  // AWS's grammar of an access key id; ASIA… says to every client that a session token belongs to
  // it.
  if (!/^\w{16,128}$/.test(rootKey.accessKeyId) || rootKey.accessKeyId.startsWith('ASIA')) {
    throw new Error(
      'The root access key id must have 16 to 128 letters and digits and not begin with ASIA.',
    );
  }
  if (!/^[!-~]{8,128}$/.test(rootKey.secretAccessKey)) {
    throw new Error(
      'The root secret access key must have 8 to 128 printable characters, no space.',
    );
  }
}

/**
 * Makes the management account on the first start, inside the caller's transaction; on a later one
 * checks that what was given is what is stored, since a silent change would lock out who holds the
 * other key. Throws an Error whose text is for the operator.
 */
export async function openManagementAccount(
  store: Store,
  seal: Seal,
  clock: Clock,
  request: ManagementRequest,
): Promise<ManagementAccount> {
  checkManagementRequest(request);
  const stored = await managementAccountId(store);
  if (stored === undefined) return makeAccount(store, seal, clock, request);
  if (request.accountId !== undefined && request.accountId !== stored) {
    throw new Error(
      `The data directory belongs to account ${stored}, not to ${request.accountId}: ` +
        'give that id, none, or another data directory.',
    );
  }
  await checkEmail(store, stored, request.email);
  if (request.rootKey !== undefined) await checkRootKey(store, seal, stored, request.rootKey);
  return { accountId: stored };
}

export function managementAccountId(store: Store): Promise<string | undefined> {
  return store.settings.get(SETTING);
}

/** Keeps a root key of the account, its secret sealed. */
export async function putRootKey(
  store: Store,
  seal: Pick<Seal, 'seal'>,
  clock: Clock,
  accountId: string,
  rootKey: RootKey,
): Promise<void> {
  const credential: Credential = {
    accessKeyId: rootKey.accessKeyId,
    accountId,
    kind: 'root',
    sealedSecret: seal.seal(rootKey.secretAccessKey),
    createdAt: clock.now(),
  };
  await store.credentials.put(credential);
}

export function generateRootKey(): RootKey {
  return { accessKeyId: accessKeyId('AKIA'), secretAccessKey: secretAccessKey() };
}

async function makeAccount(
  store: Store,
  seal: Seal,
  clock: Clock,
  request: ManagementRequest,
): Promise<ManagementAccount> {
  const accountId = request.accountId ?? randomText(12, '0123456789');
  const generated = request.rootKey === undefined ? generateRootKey() : undefined;
  await store.accounts.put({
    accountId,
    email: request.email ?? managementEmailDefault(accountId),
    name: 'management',
    status: 'ACTIVE',
    createdAt: clock.now(),
  });
  await putRootKey(
    store,
    seal,
    clock,
    accountId,
    request.rootKey ?? generated ?? generateRootKey(),
  );
  await store.settings.put(SETTING, accountId);
  return generated === undefined ? { accountId } : { accountId, generatedRootKey: generated };
}

async function checkEmail(store: Store, accountId: string, email?: string): Promise<void> {
  const account = await store.accounts.get(accountId);
  if (email === undefined || account?.email === email) return;
  throw new Error(
    `The management account's address is ${account?.email}, not ${email}: ` +
      'it cannot be changed yet.',
  );
}

async function checkRootKey(
  store: Store,
  seal: Seal,
  accountId: string,
  given: RootKey,
): Promise<void> {
  const keys = await store.credentials.rootKeys(accountId);
  const same = keys.find((key) => key.accessKeyId === given.accessKeyId);
  if (same !== undefined && seal.open(same.sealedSecret) === given.secretAccessKey) return;
  const difference = same === undefined ? 'access key id' : 'secret';
  throw new Error(
    `The root key given has another ${difference} than the stored one, which stays as it is: ` +
      'leave it out, or make a new one with `vedette key rotate --root`.',
  );
}
