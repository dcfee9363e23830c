import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import type { ConnectionOptions, NatsConnection } from '@nats-io/transport-node';
import { DELIVERY_HTTP_SECONDS } from '../../limits.ts';

/** Who we are to the servers. Texts are secrets. */
export type NatsLogin =
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  | { readonly kind: 'token'; readonly token: string }
  /** The seed of an NKey. */
  | { readonly kind: 'seed'; readonly seed: string }
  /** A credentials file: a JWT with its seed. */
  | { readonly kind: 'credentials'; readonly credentials: string };

export interface NatsServers {
  /** `nats://host:port`, or `tls://host:port`, which takes no connection without TLS. */
  readonly servers: readonly string[];
  /** PEM of the authority that the server's certificate is checked by. */
  readonly ca?: string;
  /** PEM of our own certificate, and of its key. */
  readonly certificate?: string;
  readonly key?: string;
  readonly login?: NatsLogin;
}

/** Longest wait for a connection, and for the word that something has arrived. */
export const NATS_MILLIS = DELIVERY_HTTP_SECONDS * 1000;

const DEFAULT_PORT = 4222;

export interface NatsLine {
  readonly connection: NatsConnection;
  /** What the server has complained of. */
  readonly complaints: readonly Error[];
  /** Aborted when the connection has ended. */
  readonly ended: AbortSignal;
}

/** Throws what the client throws. */
export async function openNatsLine(target: NatsServers): Promise<NatsLine> {
  // Loaded here, since most servers have no such sink and every command would pay for it.
  const nats = await import('@nats-io/transport-node');
  const connection = await nats.connect({
    name: 'vedette',
    servers: await talking(target.servers),
    timeout: NATS_MILLIS,
    // The queue tries again by itself, and knows what has arrived.
    reconnect: false,
    ignoreClusterUpdates: true,
    ...tlsOptions(target),
    ...loginOptions(target.login, nats),
  });
  const complaints: Error[] = [];
  const end = new AbortController();
  void gather(connection, complaints).finally(() => end.abort());
  return { connection, complaints, ended: end.signal };
}

/**
 * Those that say who they are, as every server does first. The client would keep an open socket of
 * each try with one that takes connections and says nothing. Throws what came of the last one.
 */
async function talking(servers: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  let failure: unknown;
  for (const server of servers) {
    const { hostname, port } = new URL(server);
    const host = hostname.replace(/^\[|\]$/g, '');
    const socket = connectTcp({ host, port: Number(port) || DEFAULT_PORT });
    try {
      await once(socket, 'data', { signal: AbortSignal.timeout(NATS_MILLIS) });
      found.push(server);
    } catch (error) {
      failure = error;
    } finally {
      socket.destroy();
    }
  }
  if (found.length === 0) throw failure;
  return found;
}

/** Whoever names an authority, or has a certificate, wants no connection without TLS. */
function tlsOptions({
  servers,
  ca,
  certificate,
  key,
}: NatsServers): Pick<ConnectionOptions, 'tls'> {
  const given = {
    ...(ca !== undefined && { ca }),
    ...(certificate !== undefined && { cert: certificate }),
    ...(key !== undefined && { key }),
  };
  const isWanted = servers.some((server) => server.startsWith('tls:'));
  return isWanted || Object.keys(given).length > 0 ? { tls: given } : {};
}

function loginOptions(
  login: NatsLogin | undefined,
  nats: typeof import('@nats-io/transport-node'),
): Partial<ConnectionOptions> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  switch (login?.kind) {
    case undefined:
      return {};
    case 'password':
      return { user: login.user, pass: login.password };
    case 'token':
      return { token: login.token };
    case 'seed':
      return { authenticator: nats.nkeyAuthenticator(bytes(login.seed)) };
    case 'credentials':
      return { authenticator: nats.credsAuthenticator(bytes(login.credentials)) };
  }
}

/** Ends with the connection. */
async function gather(connection: NatsConnection, complaints: Error[]): Promise<void> {
  for await (const status of connection.status()) {
    if (status.type === 'error') complaints.push(status.error);
  }
}
