import type { Role } from '../api/clients.ts';

const KEY = 'vedette-role';

/** The role of this tab, if one was switched to: its name only, credentials stay in memory. */
export function readRole(): Role | undefined {
  return parseRole(sessionStorage.getItem(KEY));
}

export function storeRole(role: Role | undefined): void {
  if (role === undefined) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, `${role.accountId}/${role.roleName}`);
}

/** `111122223333/Name`. */
export function parseRole(text: string | null): Role | undefined {
  const [, accountId, roleName] = /^(\d{12})\/([\w+=,.@-]{1,64})$/.exec(text ?? '') ?? [];
  return accountId && roleName ? { accountId, roleName } : undefined;
}
