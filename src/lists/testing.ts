import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { S3Endpoint } from '../lib/s3-client.ts';
import { EntryCollector } from './entries.ts';
import type { Listed, ThreatKind } from './known-lists.ts';
import type { ThreatPart } from './threat-index.ts';

/** What the server of a test was asked for. */
export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

type Answer = string | Uint8Array | ((response: ServerResponse) => void);

/**
 * A server on this machine that answers for S3, or for any host: objects by path (percent-encoded,
 * bucket first), and 404 for the rest.
 */
export class ObjectServer {
  readonly asked: Asked[] = [];
  readonly objects = new Map<string, Answer>();
  readonly #server = createServer(({ url: path = '', headers }, response) => {
    this.asked.push({ path, headers });
    const answer = this.objects.get(path);
    if (typeof answer === 'function') answer(response);
    else if (answer === undefined) response.writeHead(404).end('<Code>NoSuchKey</Code>');
    else response.writeHead(200).end(answer);
  });

  static async start(): Promise<ObjectServer> {
    const started = new ObjectServer();
    await new Promise<void>((resolve) => started.#server.listen(0, '127.0.0.1', resolve));
    return started;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get endpoint(): S3Endpoint {
    const credentials = { accessKeyId: 'AKIALISTREADER00001', secretAccessKey: 'a-secret' };
    return { url: new URL(`http://${this.host}`), region: 'eu-west-1', credentials };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Addresses, networks and domains as a parser would gather them. */
export function entriesOf(...texts: string[]): EntryCollector {
  const entries = new EntryCollector({ entriesMax: 1_000_000, takesDomains: true });
  for (const text of texts) entries.add(text);
  return entries;
}

/** One list of a kind, or `trusted`, whose names count for those below them. */
export function partOf(kind: ThreatKind | 'trusted', ...texts: string[]): ThreatPart {
  const listed: Listed | 'trusted' =
    kind === 'trusted' ? kind : { kind, list: `a ${kind} list`, threats: [] };
  return { listed, entries: entriesOf(...texts), subdomains: true };
}

/** The same numbers in every run. */
export function seededNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
