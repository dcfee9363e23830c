import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../../lib/clock.ts';
import { type Seal, SealError } from '../../../lib/seal.ts';
import { ServiceError } from '../../../lib/service-error.ts';
import { OPEN_ID_MINUTES } from '../../../limits.ts';
import type { RequestHead } from '../../http.ts';
import { readCookie, writeCookie } from '../cookie.ts';
import type { ConsoleAnswer } from '../session-endpoints.ts';
import { type Expected, OpenId } from './open-id.ts';
import type { OpenIdSettings } from './open-id-settings.ts';
import { type Who, whoOfClaims } from './who-of-claims.ts';

export interface OpenIdParts {
  readonly settings: OpenIdSettings;
  readonly seal: Pick<Seal, 'seal' | 'open'>;
  readonly clock: Clock;
  /** Begins a session of this role; answers its cookie. Throws `ServiceError`. */
  signInAs(who: Who, isSecure: boolean, browser: IncomingMessage): Promise<string>;
  /** Tells the operator why a sign-in failed. */
  warn(text: string): void;
}

/** The way to the provider and back. Lax, for the way back begins at another site. */
const COOKIE = { name: 'vedette-open-id', path: '/console/open-id', sameSite: 'Lax' } as const;

type Waiting = Expected & { readonly until: number };

/** `GET /console/open-id/start` and `/callback`, which browsers walk through as pages. */
export function createOpenIdEndpoints(parts: OpenIdParts) {
  const { settings, seal, clock } = parts;
  const openId = new OpenId(settings);
  const isSecure = settings.publicUrl.startsWith('https:');
  const to = (address: string, ...cookies: string[]): ConsoleAnswer => ({
    status: 302,
    headers: { Location: address, ...(cookies.length > 0 && { 'Set-Cookie': cookies }) },
  });
  const refused = (problem: string, reason: unknown) => {
    parts.warn(`sign-in by ${settings.issuer} failed: ${wordsOf(reason)}`);
    return to(`/console/?problem=${problem}`, writeCookie('', 0, isSecure, COOKIE));
  };

  async function start(): Promise<ConsoleAnswer> {
    try {
      const { url, expected } = await openId.begin();
      const waiting: Waiting = { ...expected, until: clock.now() + OPEN_ID_MINUTES * 60_000 };
      const sealed = seal.seal(JSON.stringify(waiting));
      return to(url.href, writeCookie(sealed, OPEN_ID_MINUTES * 60, isSecure, COOKIE));
    } catch (error) {
      return refused('providerUnreachable', error);
    }
  }

  async function callback(head: RequestHead, browser: IncomingMessage): Promise<ConsoleAnswer> {
    const waiting = readWaiting(seal, readCookie(head, COOKIE.name) ?? '');
    if (waiting === undefined || !(waiting.until > clock.now())) {
      return refused('providerRefused', 'nobody began it in this browser, or too long ago');
    }
    let claims: Readonly<Record<string, unknown>>;
    try {
      claims = await openId.finish(head.query, waiting);
    } catch (error) {
      return refused('providerRefused', error);
    }
    const who = whoOfClaims(claims, settings);
    if (who === undefined) return refused('noRole', `no rule has a role for ${claims.sub}`);
    try {
      const session = await parts.signInAs(who, isSecure, browser);
      return to('/console/', session, writeCookie('', 0, isSecure, COOKIE));
    } catch (error) {
      if (error instanceof ServiceError) return refused('noRole', error);
      throw error;
    }
  }

  return async (head: RequestHead, browser: IncomingMessage) => {
    if (head.method !== 'GET') return undefined;
    if (head.path === '/console/open-id/start') return start();
    if (head.path === '/console/open-id/callback') return callback(head, browser);
    return undefined;
  };
}

function readWaiting(seal: Pick<Seal, 'open'>, sealed: string): Waiting | undefined {
  try {
    return JSON.parse(seal.open(sealed)) as Waiting;
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}

/** Errors of the library carry what the provider said; neither holds a token. */
function wordsOf(reason: unknown): string {
  if (!(reason instanceof Error)) return String(reason);
  const { cause } = reason;
  return cause instanceof Error ? `${reason.message}: ${cause.message}` : reason.message;
}
