import { createServer, type IncomingMessage, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { headOf } from './http.ts';
import { BodyBudget, ClientGone, discardRest, receiveBody } from './receive-body.ts';

/** Sends a request and hands its receiving side to `handle`, once the headers are there. */
async function receiving<T>(
  write: (outgoing: ReturnType<typeof send>) => void,
  handle: (request: IncomingMessage) => Promise<T>,
): Promise<T> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const outgoing = send({ port, method: 'POST' });
  outgoing.on('error', () => undefined);
  const handled = new Promise<T>((resolve, reject) => {
    server.on('request', (request) => handle(request).then(resolve, reject));
  });
  write(outgoing);
  try {
    return await handled;
  } finally {
    outgoing.destroy();
    server.close();
    server.closeAllConnections();
  }
}

describe('receiveBody', () => {
  it('puts chunks together, and returns what they took', async () => {
    const budget = new BodyBudget(10);
    const lease = budget.lease();
    const body = await receiving(
      (outgoing) => {
        outgoing.write('hello');
        setTimeout(() => outgoing.end('world'), 20);
      },
      (request) => receiveBody(request, headOf(request), 10, lease),
    );
    expect(Buffer.from(body).toString()).toBe('helloworld');
    expect(() => budget.lease().take(1)).toThrow('Too many large requests');
    lease.release();
    expect(() => budget.lease().take(10)).not.toThrow();
  });

  it('refuses a body that is too long before reading it, or on the way', async () => {
    const receive = (request: IncomingMessage) =>
      receiveBody(request, headOf(request), 4, new BodyBudget().lease());
    const told = receiving((outgoing) => outgoing.end('hello'), receive);
    await expect(told).rejects.toMatchObject({ kind: 'body-too-large' });
    const untold = receiving((outgoing) => {
      outgoing.write('hel');
      outgoing.end('lo');
    }, receive);
    await expect(untold).rejects.toMatchObject({ kind: 'body-too-large' });
  });

  it('refuses where the memory for all bodies is spent', async () => {
    const budget = new BodyBudget(8);
    budget.lease().take(4);
    const received = receiving(
      (outgoing) => outgoing.end('hello'),
      (request) => receiveBody(request, headOf(request), 100, budget.lease()),
    );
    await expect(received).rejects.toMatchObject({ kind: 'busy' });
  });

  it('knows a client that went away', async () => {
    const received = receiving(
      (outgoing) => {
        outgoing.setHeader('content-length', 100);
        outgoing.write('hello');
        setTimeout(() => outgoing.destroy(), 20);
      },
      (request) => receiveBody(request, headOf(request), 1000, new BodyBudget().lease()),
    );
    await expect(received).rejects.toBeInstanceOf(ClientGone);
  });
});

it('discardRest reads to the end and keeps nothing', async () => {
  const complete = await receiving(
    (outgoing) => outgoing.end(Buffer.alloc(1_000_000)),
    async (request) => {
      await discardRest(request);
      return request.complete;
    },
  );
  expect(complete).toBe(true);
});
