import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsCredentialIdentity } from '@smithy/types';
import { dateOf, now, parseIso } from '../clock.ts';

/** What the server tells of a sign-in. */
export interface SignIn {
  readonly accountId: string;
  /** Absent for the root of an account. */
  readonly userName?: string;
  /** Milliseconds; the sign-in ends then, whatever is done meanwhile. */
  readonly endsAt: number;
  readonly credentials: AwsCredentialIdentity;
}

/** A refusal of the session endpoints: its code is worded by the messages. */
export class SessionError extends Error {
  constructor(
    readonly code: string,
    readonly reason: string,
  ) {
    super(reason || code);
  }
}

/** Tells the server that the request is a page's own: no other site can send this header. */
const OURS = { 'x-vedette-console': '1' };
const SESSION = '/console/session';

/** Signs in by a request signed here: the secret goes no further than this function. */
export async function signInByKey(accessKeyId: string, secretAccessKey: string): Promise<SignIn> {
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey },
    region: 'us-east-1',
    service: 'vedette',
    sha256: Sha256,
  });
  const { hostname, host, protocol } = location;
  const body = '{}';
  const signed = await signer.sign({
    method: 'POST',
    protocol,
    hostname,
    path: SESSION,
    headers: { host, 'content-type': 'application/json' },
    query: {},
    body,
  });
  const { host: _, ...headers } = signed.headers;
  await send('POST', SESSION, { ...headers, ...OURS }, body);
  return readSignIn();
}

/** Signs in with the token of a link, which is of no use afterwards. */
export async function signInByLink(link: string): Promise<SignIn> {
  await send('POST', SESSION, OURS, JSON.stringify({ link }));
  return readSignIn();
}

/** What the identity provider is called, where people sign in by one. */
export async function readProvider(): Promise<string | undefined> {
  const answer = await send('GET', '/console/open-id', OURS);
  return ((await answer.json()) as { name?: string }).name;
}

/** Leaves for the identity provider, which sends the browser back. */
export function leaveForProvider(): void {
  location.assign('/console/open-id/start');
}

/** Fresh credentials of whoever is signed in. Throws `SessionError` `signInNeeded`. */
export async function readSignIn(): Promise<SignIn> {
  const answer = await send('GET', '/console/credentials', OURS);
  const { credentials, ...who } = (await answer.json()) as Omit<SignIn, 'credentials'> & {
    credentials: Record<'AccessKeyId' | 'SecretAccessKey' | 'SessionToken' | 'Expiration', string>;
  };
  return {
    ...who,
    credentials: {
      accessKeyId: credentials.AccessKeyId,
      secretAccessKey: credentials.SecretAccessKey,
      sessionToken: credentials.SessionToken,
      expiration: dateOf(parseIso(credentials.Expiration) ?? now()),
    },
  };
}

export async function signOut(): Promise<void> {
  await send('DELETE', SESSION, OURS);
}

async function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, { method, headers, ...(body === undefined ? {} : { body }) });
  } catch (error) {
    throw new SessionError('unreachable', String(error));
  }
  if (answer.ok) return answer;
  const { code = 'unknown', reason = '' } = (await answer.json().catch(() => ({}))) as {
    code?: string;
    reason?: string;
  };
  throw new SessionError(code, reason);
}
