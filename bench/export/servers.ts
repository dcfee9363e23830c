import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { startVedette } from '../../src/main.ts';
import { tellParent } from '../load/child-server.ts';

export const ACCOUNT = '999999999999';
export const ROOT = { accessKeyId: 'AKIABENCHMARK0000000', secretAccessKey: 'bench/secret+key' };

/** A webhook and a bucket in one: reads what it is sent, and says yes. */
export function serveReceiver(): Promise<void> {
  return listen((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'content-length': 0 }).end());
  });
}

/** The least that takes files in and gives them back, each safe on disk when it is answered. */
export async function serveFiles(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const path = join(folder, (request.url ?? '').replaceAll('/', '_'));
    if (request.method === 'PUT') {
      await pipeline(request, createWriteStream(path, { flush: true }));
      response.writeHead(200, { 'content-length': 0 }).end();
    } else {
      response.writeHead(200, { 'content-length': (await stat(path)).size });
      await pipeline(createReadStream(path), response);
    }
  };
  // Who goes away in the middle, at the end of a round, wants no answer.
  await listen((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
}

/** `isSilent`: requests leave no trail, and nobody looks at them. */
export async function serveVedette(folder: string, isSilent: boolean): Promise<void> {
  const vedette = await startVedette({
    ...{ host: '127.0.0.1', port: 0, dataDirectory: join(folder, 'data') },
    masterKey: { kind: 'own-file', directory: join(folder, 'keys') },
    management: { accountId: ACCOUNT, rootKey: ROOT },
    auditTrail: !isSilent,
  });
  tellParent(vedette.port, () => vedette.close());
}

async function listen(listener: RequestListener): Promise<void> {
  // Connections stay while the next round is prepared.
  const server = createServer({ keepAliveTimeout: 600_000 }, listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  tellParent((server.address() as AddressInfo).port);
}
