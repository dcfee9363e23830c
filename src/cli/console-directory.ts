import { fileURLToPath } from 'node:url';

/**
 * Where the built console lies: beside the bundle, `dist/console`, or seen from this source file
 * the same folder of the checkout.
 */
export function consoleDirectory(moduleUrl: string = import.meta.url): string {
  const isBundle = new URL(moduleUrl).pathname.endsWith('/dist/vedette.js');
  return fileURLToPath(new URL(isBundle ? 'console' : '../../dist/console', moduleUrl));
}

/** The address of a page that signs its reader in by a link's token, which no server is sent. */
export function signInUrl(url: string, token: string, page = ''): string {
  return `${url}/console/${page}#sign-in=${token}`;
}
