import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { callVedette, refusalOf, textOf, UnreachableError } from './call-vedette.ts';
import type { Caller } from './client-options.ts';

const call = {
  path: '/accounts',
  contentType: 'application/json',
  body: Buffer.from('{}'),
} as const;
const closes: (() => void)[] = [];
afterEach(() => {
  for (const close of closes.splice(0)) close();
});

function callerOf(port: number): Caller {
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };
  return { endpoint: new URL(`http://127.0.0.1:${port}`), region: 'us-east-1', credentials };
}

async function serverOf(listener: RequestListener): Promise<Caller> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closes.push(() => server.close());
  return callerOf((server.address() as AddressInfo).port);
}

describe('callVedette', () => {
  it('signs for the service vedette and reads the answer', async () => {
    let authorization = '';
    const caller = await serverOf((request, response) => {
      authorization = `${request.method} ${request.url} ${request.headers.authorization}`;
      response.end('{"accountId":"111122223333"}');
    });
    const answer = await callVedette(caller, call);
    expect(answer.status).toBe(200);
    expect(textOf(answer, 'accountId')).toBe('111122223333');
    expect(authorization).toMatch(
      /^POST \/accounts AWS4-HMAC-SHA256 Credential=AKIA\w+\/\d{8}\/us-east-1\/vedette\//,
    );
  });

  it('gives a refusal as an answer, whatever its body is', async () => {
    const caller = await serverOf((_request, response) => {
      response.writeHead(403).end('{"message":"no"}');
    });
    expect(refusalOf(await callVedette(caller, call))).toBe(
      'The server refused with status 403: no',
    );
    const proxy = await serverOf((_request, response) => {
      response.writeHead(502).end('Bad gateway\nfor long');
    });
    expect(refusalOf(await callVedette(proxy, call))).toBe(
      'The server refused with status 502: Bad gateway',
    );
  });

  it('says that nobody listens, or that the line broke', async () => {
    await expect(callVedette(callerOf(1), call)).rejects.toThrow(
      'http://127.0.0.1:1 cannot be reached',
    );
    const broken = await serverOf((request) => request.socket.destroy());
    await expect(callVedette(broken, call)).rejects.toBeInstanceOf(UnreachableError);
  });
});
