import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { ManualClock } from './clock.ts';
import { callS3 } from './s3-client.ts';

it('sends what it is asked to, below the path of the endpoint, and follows nothing', async () => {
  const asked: IncomingMessage[] = [];
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()));
    request.on('end', () => response.writeHead(307, { location: '/elsewhere' }).end('moved'));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const endpoint = {
    url: new URL(`http://127.0.0.1:${port}/s3/`),
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' },
  };
  const answer = await callS3(endpoint, new ManualClock(0), {
    method: 'PUT',
    bucket: 'bucket',
    key: "a (1)/b's",
    headers: { 'x-amz-meta-a': 'b' },
    body: new TextEncoder().encode('text'),
  });
  expect(answer.status).toBe(307);
  expect(await answer.text()).toBe('moved');
  const get = await callS3(endpoint, new ManualClock(0), { method: 'GET', bucket: 'bucket' });
  await get.body?.cancel();
  server.closeAllConnections();
  server.close();
  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'PUT /s3/bucket/a%20%281%29/b%27s',
    'GET /s3/bucket',
  ]);
  expect(asked[0]?.headers).toMatchObject({
    'x-amz-meta-a': 'b',
    'x-amz-date': '19700101T000000Z',
  });
  expect(bodies).toEqual(['text']);
});
