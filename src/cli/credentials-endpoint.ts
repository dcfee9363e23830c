import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, parseIso } from '../lib/clock.ts';
import type { Session } from './begin-session.ts';

export interface EndpointOptions {
  /** On 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** What clients must send as `Authorization`. */
  readonly token: string;
  readonly clock: Clock;
  readonly roleArn: string | undefined;
  begin(): Promise<Session>;
  /** Takes a line for the operator. */
  note(line: string): void;
}

export interface CredentialsEndpoint {
  readonly url: string;
  close(): Promise<void>;
}

const PATH = '/credentials';

/**
 * The credentials endpoint of containers, as AWS's clients ask it at the address in
 * `AWS_CONTAINER_CREDENTIALS_FULL_URI`. Nobody from another host reaches it.
 */
export async function openCredentialsEndpoint(
  options: EndpointOptions,
): Promise<CredentialsEndpoint> {
  const session = renewed(options);
  const server = createServer((request, response) => {
    answer(options, session, request).then(
      ({ status, body }) => send(response, status, body),
      (error: unknown) => {
        options.note(`no session could be had: ${String(error)}`);
        send(response, 503, refusal('ServiceUnavailable', 'No session could be had.'));
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${PATH}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

async function answer(
  { token, roleArn }: EndpointOptions,
  session: () => Promise<Session>,
  { headers, url, method }: IncomingMessage,
): Promise<{ status: number; body: object }> {
  if (!isSame(headers.authorization ?? '', token)) {
    return { status: 401, body: refusal('Unauthorized', 'The authorization token is wrong.') };
  }
  if (url !== PATH || method !== 'GET') {
    return { status: 404, body: refusal('NotFound', `Only GET ${PATH} is answered.`) };
  }
  const { credentials, expiration } = await session();
  const body = {
    ...(roleArn !== undefined && { RoleArn: roleArn }),
    AccessKeyId: credentials.accessKeyId,
    SecretAccessKey: credentials.secretAccessKey,
    Token: credentials.sessionToken,
    Expiration: expiration,
  };
  return { status: 200, body };
}

/** In a time that says nothing about where they differ, or how long the token is. */
function isSame(given: string, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(token));
}

/**
 * One session for all who ask, and a new one from half of its life on: clients begin to ask again
 * a quarter of an hour before the end.
 */
function renewed({ begin, clock }: EndpointOptions): () => Promise<Session> {
  let current: Promise<Session> | undefined;
  let renewAt = Number.POSITIVE_INFINITY;
  async function renew(): Promise<Session> {
    const begun = clock.now();
    const session = await begin();
    const ends = parseIso(session.expiration) ?? begun;
    renewAt = begun + (ends - begun) / 2;
    return session;
  }
  return () => {
    if (current === undefined || clock.now() >= renewAt) {
      renewAt = Number.POSITIVE_INFINITY;
      current = renew();
      current.catch(() => {
        current = undefined;
      });
    }
    return current;
  };
}

function refusal(code: string, message: string): object {
  return { code, message };
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}
