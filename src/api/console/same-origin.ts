import type { RequestHead } from '../http.ts';

/**
 * A page of another site can send a form or an image request here, never this header: for that a
 * browser asks first, and nobody answers.
 */
export const CONSOLE_HEADER = 'x-vedette-console';

/**
 * Does this request come from a page of this very server? Browsers say where a request comes from
 * in `Origin` and `Sec-Fetch-Site`; what is said must fit, and our own header must be there.
 */
export function isFromConsole({ headers }: RequestHead): boolean {
  if (headers.get(CONSOLE_HEADER) !== '1') return false;
  const site = headers.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return false;
  const origin = headers.get('origin');
  return origin === undefined || hostOf(origin) === headers.get('host')?.toLowerCase();
}

/** Did the browser come by TLS? A proxy in front ends TLS, and the browser still says `https`. */
export function isByTls({ headers }: RequestHead): boolean {
  return (
    headers.get('origin')?.startsWith('https:') === true ||
    headers.get('x-forwarded-proto') === 'https'
  );
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
