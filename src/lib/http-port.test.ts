import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { type HttpPort, openHttpPort } from './http-port.ts';

const options = {
  host: '127.0.0.1',
  port: 0,
  headerSeconds: 5,
  requestSeconds: 5,
  keepAliveSeconds: 5,
  shutdownSeconds: 1,
};
const open: HttpPort[] = [];
async function opened(given = {}) {
  const port = await openHttpPort({ ...options, ...given });
  open.push(port);
  return port;
}
afterEach(() => Promise.all(open.splice(0).map((port) => port.close())));

it('answers 503 until there is something to serve', async () => {
  const port = await opened();
  expect(port.url).toBe(`http://127.0.0.1:${port.port}`);
  expect((await fetch(port.url)).status).toBe(503);
  port.serve((_request, response) => response.end('served'));
  expect(await (await fetch(port.url)).text()).toBe('served');
});

it('says in one line that a port is in use', async () => {
  const { port } = await opened();
  await expect(opened({ port })).rejects.toThrow(
    `Port ${port} of 127.0.0.1 is in use: end what listens there, or choose another port.`,
  );
  await expect(opened({ host: '203.0.113.1' })).rejects.toThrow('cannot be listened on');
});

it('lets a call under way end, and takes no other', async () => {
  const port = await opened();
  port.serve(async (_request, response) => {
    await sleep(50);
    response.end('whole');
  });
  const call = fetch(port.url).then((response) => response.text());
  await sleep(20);
  const closed = port.close();
  expect(await call).toBe('whole');
  await closed;
  await expect(fetch(port.url)).rejects.toThrow();
});

it('cuts what does not end in time', async () => {
  const port = await opened({ shutdownSeconds: 0.05 });
  port.serve(() => {});
  const call = fetch(port.url).catch(() => 'cut');
  await sleep(20);
  await port.close();
  expect(await call).toBe('cut');
});

it.each([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '[::1]'],
])('names an address to call for %s', async (host, shown) => {
  const port = await opened({ host });
  expect(port.url).toBe(`http://${shown}:${port.port}`);
});
