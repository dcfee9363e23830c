import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** A version of a finding that was taken in; one that was stored is known by its line's digest. */
export interface Taken {
  readonly eventId: string;
  readonly findingId: string;
  readonly version: number;
}

const MOODS = ['take', 'take', 'fail', 'refuse', 'hang', 'close', 'take and close'] as const;

/**
 * A webhook and a bucket in one, in a mood that changes with every request: it takes what comes,
 * answers 500 or 503, hangs, closes before it has read or after it has taken.
 */
export class MoodyServer {
  /** By the webhook, in the order of taking. */
  readonly hooked: Taken[] = [];
  /** By the bucket, in the order of the first putting. */
  readonly stored: Taken[] = [];
  readonly moods = new Map<string, number>();
  /** Told of every request, before it is dealt with. */
  onRequest: () => void = () => {};
  readonly #server = createServer((request, response) => {
    this.onRequest();
    const mood = this.isCalm ? 'take' : (MOODS[this.below(MOODS.length)] ?? 'take');
    this.moods.set(mood, (this.moods.get(mood) ?? 0) + 1);
    this.#deal(mood, request, response).catch(() => request.socket.destroy());
  });

  isCalm = false;

  constructor(
    private readonly below: (limit: number) => number,
    private readonly hangMillis: number,
  ) {}

  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #deal(
    mood: (typeof MOODS)[number],
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (mood === 'close') {
      request.socket.destroy();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (mood === 'fail' || mood === 'refuse') {
      response.writeHead(mood === 'fail' ? 500 : 503).end();
    } else if (mood === 'hang') {
      setTimeout(() => request.socket.destroy(), this.hangMillis).unref();
    } else {
      this.#take(request, Buffer.concat(chunks));
      if (mood === 'take') response.writeHead(200).end();
      else request.socket.destroy();
    }
  }

  #take({ method, url = '', headers }: IncomingMessage, body: Buffer): void {
    if (method === 'POST') {
      const { id, detail } = JSON.parse(body.toString('utf8'));
      if (headers['vedette-event-id'] !== id) throw new Error('two ids');
      this.hooked.push({ eventId: id, findingId: detail.id, version: detail.service.count });
    } else if (url.endsWith('.jsonl.gz')) {
      for (const line of gunzipSync(body).toString('utf8').trimEnd().split('\n')) {
        const { id, service } = JSON.parse(line);
        this.stored.push({ eventId: digestOf(line), findingId: id, version: service.count });
      }
    }
  }
}

function digestOf(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}
