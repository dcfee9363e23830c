import type { IncomingMessage } from 'node:http';
import { identityArn, type Principal } from '../../domain/principal.ts';
import { ServiceError } from '../../lib/service-error.ts';
import {
  CONSOLE_BODY_BYTES_MAX,
  CONSOLE_CREDENTIAL_SECONDS,
  CONSOLE_SESSION_HOURS,
} from '../../limits.ts';
import type { RequestHead } from '../http.ts';
import { BodyBudget, receiveBody } from '../receive-body.ts';
import { Refusal } from '../refusal.ts';
import { readSignature } from '../sigv4/read-signature.ts';
import { SigningKeys } from '../sigv4/signing-keys.ts';
import { checkScope, findKey, verifySignature } from '../sigv4/verify-signature.ts';
import { type ConsoleSession, ConsoleSessions, type SessionKeeping } from './console-sessions.ts';
import { readCookie, writeCookie } from './cookie.ts';
import { FailureLimit } from './failure-limit.ts';
import type { Who } from './open-id/who-of-claims.ts';
import { isByTls, isFromConsole } from './same-origin.ts';
import type { SignInLinks } from './sign-in-links.ts';

/** Credentials as `GetSessionToken` answers them. */
export interface IssuedCredentials {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
  readonly Expiration?: Date | undefined;
}

export interface SessionParts extends SessionKeeping {
  readonly links: SignInLinks;
  isRegion(region: string): boolean;
  /** `GetSessionToken` by this principal, authorised and carried out like every other call. */
  getSessionToken(
    principal: Principal,
    seconds: number,
    browser: IncomingMessage,
  ): Promise<IssuedCredentials>;
  /** `AssumeRole` for whom an identity provider vouched, in the same way. */
  assumeRole(
    who: Who,
    seconds: number,
    browser: IncomingMessage,
  ): Promise<{ readonly roleId: string; readonly credentials: IssuedCredentials }>;
  /** What the sign-in page calls the identity provider; absent where there is none. */
  readonly providerName?: string | undefined;
  /** Is somebody still given this role? The operator may have changed their mind. */
  isRoleGiven(roleArn: string): boolean;
}

export interface ConsoleAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: object;
}

/**
 * Sign-in, credentials and sign-out. A browser signs in with a request signed by its key (service
 * `vedette`), so that the secret stays where it was typed, or with the token of a sign-in link.
 */
export function createSessionEndpoints(parts: SessionParts) {
  const sessions = new ConsoleSessions(parts);
  const failures = new FailureLimit(parts.clock);
  const bodies = new BodyBudget();
  const signingKeys = new SigningKeys();

  async function signIn(head: RequestHead, incoming: IncomingMessage): Promise<ConsoleAnswer> {
    const who = `${incoming.socket.remoteAddress} ${claimedKey(head)}`;
    const wait = failures.secondsToWait(who);
    if (wait > 0)
      return { ...refused('tooManyFailures', 429), headers: { 'Retry-After': `${wait}` } };
    const lease = bodies.lease();
    try {
      const body = await receiveBody(incoming, head, CONSOLE_BODY_BYTES_MAX, lease);
      const principal = await principalOf(parts, signingKeys, head, body);
      if (principal.kind !== 'root' && principal.kind !== 'user') {
        return refused('longTermKeyNeeded', 403);
      }
      await parts.getSessionToken(principal, CONSOLE_CREDENTIAL_SECONDS, incoming);
      failures.succeeded(who);
      const ticket = await sessions.begin(principal);
      const cookie = writeCookie(ticket, CONSOLE_SESSION_HOURS * 3600, isByTls(head));
      return { status: 204, headers: { 'Set-Cookie': cookie } };
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof ServiceError)) throw error;
      failures.failed(who);
      return refused('signInRefused', 403, error.message);
    } finally {
      lease.release();
    }
  }

  async function signOut(head: RequestHead): Promise<ConsoleAnswer> {
    await sessions.end(readCookie(head) ?? '');
    return { status: 204, headers: { 'Set-Cookie': writeCookie('', 0, isByTls(head)) } };
  }

  return async (
    head: RequestHead,
    incoming: IncomingMessage,
  ): Promise<ConsoleAnswer | undefined> => {
    const wanted = `${head.method} ${head.path}`;
    const isOurs = ENDPOINTS.has(wanted);
    if (isOurs && !isFromConsole(head)) return refused('otherOrigin', 403);
    if (wanted === 'POST /console/session') return signIn(head, incoming);
    if (wanted === 'DELETE /console/session') return signOut(head);
    if (wanted === 'GET /console/open-id') {
      return { status: 200, body: { name: parts.providerName } };
    }
    if (!isOurs) return undefined;
    return credentials(parts, await sessions.find(readCookie(head) ?? ''), incoming);
  };
}

const ENDPOINTS = new Set([
  'POST /console/session',
  'DELETE /console/session',
  'GET /console/credentials',
  'GET /console/open-id',
]);

/** What a page calls the API with, for as long as the sign-in lasts. */
async function credentials(
  parts: SessionParts,
  session: ConsoleSession | undefined,
  incoming: IncomingMessage,
): Promise<ConsoleAnswer> {
  if (session === undefined) return refused('signInNeeded', 401);
  const { principal, endsAt } = session;
  try {
    const issued = await credentialsOf(parts, principal, incoming);
    if (issued === undefined) return refused('signInNeeded', 401);
    const { accountId, sessionName } = principal;
    const userName = principal.userName ?? sessionName;
    return { status: 200, body: { accountId, userName, endsAt, credentials: issued } };
  } catch (error) {
    if (error instanceof ServiceError) return refused('signInNeeded', 401, error.message);
    throw error;
  }
}

/** Undefined for a role that the operator gives nobody any more. */
async function credentialsOf(
  parts: SessionParts,
  principal: Principal,
  incoming: IncomingMessage,
): Promise<IssuedCredentials | undefined> {
  const seconds = CONSOLE_CREDENTIAL_SECONDS;
  if (principal.kind !== 'role-session') {
    return parts.getSessionToken(principal, seconds, incoming);
  }
  const roleArn = identityArn(principal, 'aws');
  if (!parts.isRoleGiven(roleArn)) return undefined;
  const who = { roleArn, sessionName: principal.sessionName ?? '' };
  return (await parts.assumeRole(who, seconds, incoming)).credentials;
}

/** The code is for the page, which words it in the reader's language; the reason is the API's. */
function refused(code: string, status: number, reason?: string): ConsoleAnswer {
  return { status, body: { code, ...(reason === undefined ? {} : { reason }) } };
}

function claimedKey(head: RequestHead): string {
  const signature = readSignature(head);
  return signature instanceof Refusal ? 'link' : signature.scope.accessKeyId;
}

/** Whoever signed the request or holds the link. Throws `Refusal`. */
async function principalOf(
  parts: SessionParts,
  signingKeys: SigningKeys,
  head: RequestHead,
  body: Uint8Array,
): Promise<Principal> {
  const { links, keys, clock } = parts;
  const token = linkOf(body);
  if (token !== undefined) {
    const key = await keys.find(links.take(token) ?? '');
    if (key !== undefined) return key.principal;
    throw new Refusal('unknown-key', 'The link was used before or its time is up.');
  }
  const signature = readSignature(head);
  if (signature instanceof Refusal) throw signature;
  checkScope(signature, 'vedette', parts.isRegion, clock.now());
  const key = await findKey(signature, keys, clock.now());
  verifySignature(head, body, signature, key, signingKeys);
  return key.principal;
}

/** The token of `{"link": "…"}`. */
function linkOf(body: Uint8Array): string | undefined {
  try {
    const { link } = JSON.parse(Buffer.from(body).toString('utf8') || '{}');
    return typeof link === 'string' ? link : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal('unknown-key', 'The body is not JSON.');
    throw error;
  }
}
