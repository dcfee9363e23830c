import type { RequestHead } from '../http.ts';

/** A cookie of ours: where it is sent, and whether also with what another site starts. */
export interface CookieKind {
  readonly name: string;
  readonly path: string;
  readonly sameSite: 'Strict' | 'Lax';
}

const SESSION: CookieKind = { name: 'vedette-console', path: '/console', sameSite: 'Strict' };

/** The value of a cookie of ours, if the browser sent it. */
export function readCookie({ headers }: RequestHead, wanted = SESSION.name): string | undefined {
  for (const pair of headers.get('cookie')?.split(';') ?? []) {
    const [name, ...value] = pair.trim().split('=');
    if (name === wanted) return value.join('=');
  }
  return undefined;
}

/** Out of reach for scripts. Without a value the cookie ends. */
export function writeCookie(
  value: string,
  seconds: number,
  isSecure: boolean,
  { name, path, sameSite }: CookieKind = SESSION,
): string {
  const flags = `Path=${path}; HttpOnly; SameSite=${sameSite}${isSecure ? '; Secure' : ''}`;
  return `${name}=${value}; Max-Age=${seconds}; ${flags}`;
}
