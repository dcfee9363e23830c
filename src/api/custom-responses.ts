import type { IncomingMessage, ServerResponse } from 'node:http';
import { CUSTOM_RESPONSE_BYTES_MAX } from '../limits.ts';
import type { Beside } from './create-api.ts';
import { discardRest } from './receive-body.ts';

export interface ResponseReceiver {
  /** Below it lie the addresses that functions answer to. */
  readonly path: string;
  /** Takes an answer; says which status its sender reads. */
  receive(token: string, body: Uint8Array): Promise<number>;
}

/**
 * Where the functions of custom resources put their answers. No signature: who knows the address
 * was given it. An answer counts whatever content type it claims.
 */
export function customResponses({ path, receive }: ResponseReceiver): Beside {
  return {
    isFor: async (head) => head.path.startsWith(path),
    async handle(head, request, response, requestId) {
      const body = await smallBody(request);
      const status = await statusOf(head.method, head.path.slice(path.length), body);
      if (!request.complete) await discardRest(request);
      send(response, status, requestId);
    },
  };

  async function statusOf(method: string, token: string, body: Uint8Array | undefined) {
    if (method !== 'PUT') return 405;
    return body === undefined ? 413 : receive(token, body);
  }
}

/** Undefined for a body that is too large to be an answer. */
async function smallBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > CUSTOM_RESPONSE_BYTES_MAX) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function send(response: ServerResponse, status: number, requestId: string): void {
  response.writeHead(status, { 'x-amz-request-id': requestId, 'Content-Length': 0 });
  response.end();
}
