import type { PasswordPolicy } from '@aws-sdk/client-iam';
import type { Store } from '../../../store/store.ts';

/*
 * What an account has once is kept as a setting; empty text is for what it has no more.
 */

const aliasOf = (accountId: string) => `iam.alias-of.${accountId}`;
const accountOf = (alias: string) => `iam.account-of.${alias}`;
const passwordsOf = (accountId: string) => `iam.passwords.${accountId}`;

export async function accountAlias(store: Store, accountId: string): Promise<string | undefined> {
  return (await store.settings.get(aliasOf(accountId))) || undefined;
}

/** Whose alias it is; an alias is nobody else's as long as it is somebody's. */
export async function ownerOfAlias(store: Store, alias: string): Promise<string | undefined> {
  return (await store.settings.get(accountOf(alias))) || undefined;
}

/** Without an alias: takes away the one that there is. */
export async function putAlias(store: Store, accountId: string, alias = ''): Promise<void> {
  const before = await accountAlias(store, accountId);
  if (before !== undefined) await store.settings.put(accountOf(before), '');
  if (alias !== '') await store.settings.put(accountOf(alias), accountId);
  await store.settings.put(aliasOf(accountId), alias);
}

export async function passwordPolicy(
  store: Store,
  accountId: string,
): Promise<PasswordPolicy | undefined> {
  const kept = await store.settings.get(passwordsOf(accountId));
  return kept ? (JSON.parse(kept) as PasswordPolicy) : undefined;
}

export async function putPasswordPolicy(
  store: Store,
  accountId: string,
  policy?: PasswordPolicy,
): Promise<void> {
  await store.settings.put(passwordsOf(accountId), policy ? JSON.stringify(policy) : '');
}
