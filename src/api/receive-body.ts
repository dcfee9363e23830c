import type { IncomingMessage } from 'node:http';
import { BODIES_IN_MEMORY_BYTES_MAX, RECORDS_BODY_BYTES_MAX } from '../limits.ts';
import type { RequestHead } from './http.ts';
import { Refusal } from './refusal.ts';

const EMPTY = new Uint8Array();

/** The client went away before its request was whole: nobody is left to answer. */
export class ClientGone extends Error {}

/** How much memory all bodies of the moment take together. */
export class BodyBudget {
  private taken = 0;

  constructor(private readonly limit: number = BODIES_IN_MEMORY_BYTES_MAX) {}

  lease(): BodyLease {
    let bytes = 0;
    return {
      take: (more) => {
        if (this.taken + more > this.limit) {
          throw new Refusal('busy', 'Too many large requests at once. Try again later.');
        }
        this.taken += more;
        bytes += more;
      },
      release: () => {
        this.taken -= bytes;
        bytes = 0;
      },
    };
  }
}

/** One request's share; `take` throws `Refusal` where the budget is spent. */
export interface BodyLease {
  take(bytes: number): void;
  release(): void;
}

/** The whole body, never more than `limit` bytes. Throws `Refusal` and `ClientGone`. */
export async function receiveBody(
  request: IncomingMessage,
  { headers }: RequestHead,
  limit: number,
  lease: BodyLease,
): Promise<Uint8Array> {
  const length = Number(headers.get('content-length') ?? 0);
  if (length === 0 && !headers.has('transfer-encoding')) return EMPTY;
  if (length > limit) throw tooLarge(limit);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += (chunk as Buffer).length;
      if (bytes > limit) throw tooLarge(limit);
      lease.take((chunk as Buffer).length);
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new ClientGone('The client closed the connection', { cause: error });
  }
  if (!request.complete) throw new ClientGone('The client closed the connection');
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, bytes);
}

function tooLarge(limit: number): Refusal {
  return new Refusal('body-too-large', `The body is longer than ${limit} bytes.`);
}

/**
 * Reads on, keeping nothing: a client that is still writing reads no answer, and closing at once
 * would make its system throw the answer away. Ends by itself after a generous share of bytes.
 */
export async function discardRest(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed) return;
  await new Promise<void>((resolve) => {
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > RECORDS_BODY_BYTES_MAX) resolve();
    });
    request.once('end', resolve);
    request.once('close', resolve);
    request.resume();
  });
}
