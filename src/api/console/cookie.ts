import type { RequestHead } from '../http.ts';

const NAME = 'vedette-console';

/** The value of our cookie, if the browser sent it. */
export function readCookie({ headers }: RequestHead): string | undefined {
  for (const pair of headers.get('cookie')?.split(';') ?? []) {
    const [name, ...value] = pair.trim().split('=');
    if (name === NAME) return value.join('=');
  }
  return undefined;
}

/**
 * Out of reach for scripts and never sent along with what another site starts. Without a value the
 * cookie ends.
 */
export function writeCookie(value: string, seconds: number, isSecure: boolean): string {
  const flags = `Path=/console; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
  return `${NAME}=${value}; Max-Age=${seconds}; ${flags}`;
}
