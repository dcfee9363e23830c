import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insideUrl, portOf } from './gate.ts';
import { runOf, testRunner } from './testing.ts';

async function listening(server: Server, host = '127.0.0.1'): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** What the function of this source answers where the server is at this address. */
async function answer(endpoint: string, source: string, event: object): Promise<unknown> {
  const runner = testRunner({ endpoint });
  try {
    const run = runOf('python3.12', source, { event: JSON.stringify(event) });
    const ended = await runner.run(run, { patient: false });
    if (ended?.failed !== false) throw new Error(`${ended?.payload}\n${ended?.log}`);
    return JSON.parse(ended.payload);
  } finally {
    await runner.close();
  }
}

describe('the network of a function', () => {
  let endpoint: Server;
  let other: Server;
  beforeEach(() => {
    endpoint = createServer((request, response) => response.end(`asked for ${request.url}`));
    other = createServer((_request, response) => response.end('not for functions'));
  });
  afterEach(() => {
    for (const server of [endpoint, other]) server.close().closeAllConnections();
  });

  it('holds the endpoint and nothing else, whatever opens the sockets', async () => {
    const source = `
import errno, os, socket, urllib.request
def attempt(work):
    try: return work()
    except OSError as error: return errno.errorcode.get(error.errno, type(error).__name__)
def tcp(host, port):
    return attempt(lambda: socket.create_connection((host, port), 5) and "open")
def udp(host):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        return attempt(lambda: one.sendto(b"?", (host, 53)))
def unix(path):
    with socket.socket(socket.AF_UNIX) as one:
        return attempt(lambda: one.connect(path) or "open")
def handler(event, context):
    url = os.environ["AWS_ENDPOINT_URL"]
    return {
        "endpoint": urllib.request.urlopen(url + "/readyz").read().decode(),
        "loopback": tcp("127.0.0.1", event["other"]),
        "loopback6": tcp("::1", event["other"]),
        "away": tcp("198.51.100.1", 443),
        "away6": tcp("2001:db8::1", 443),
        "names": udp("192.0.2.53"),
        "metadata": tcp("169.254.169.254", 80),
        "raw": attempt(lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1) and "open"),
        "services": unix(event["path"]),
        "interfaces": [name for _, name in socket.if_nameindex()],
    }
`;
    const url = await listening(endpoint);
    const folder = await mkdtemp('/var/tmp/vedette-gate-');
    const path = join(folder, 'service');
    const service = createSocketServer((socket) => socket.end());
    await new Promise<void>((resolve) => service.listen(path, resolve));
    const told = await answer(url, source, { other: portOf(await listening(other)), path });
    service.close();
    await rm(folder, { recursive: true });
    expect(told).toMatchObject({
      endpoint: 'asked for /readyz',
      loopback: 'ECONNREFUSED',
      loopback6: 'ECONNREFUSED',
      away: 'ENETUNREACH',
      names: 'ENETUNREACH',
      metadata: 'ENETUNREACH',
      raw: 'EPERM',
      services: 'ENOENT',
    });
    expect(told).toHaveProperty('away6', expect.stringMatching(/^E(NETUNREACH|ADDRNOTAVAIL)$/));
    const { interfaces } = told as { interfaces: string[] };
    expect(interfaces).toContain('lo');
    expect(interfaces.filter((name) => /^(eth|en|wl|veth)/.test(name))).toEqual([]);
  });

  it('leads to the endpoint at the address of another kind, too', async () => {
    const source = `
import os, urllib.request
def handler(event, context):
    url = os.environ["AWS_ENDPOINT_URL"]
    return [url, urllib.request.urlopen(url + "/six").read().decode()]
`;
    const url = await listening(endpoint, '::1');
    const inside = `http://127.0.0.1:${portOf(url)}`;
    expect(await answer(url, source, {})).toEqual([inside, 'asked for /six']);
    expect(insideUrl(url)).toBe(inside);
    expect(portOf('http://vedette.example')).toBe(80);
  });

  it('carries much in both directions', async () => {
    const source = `
import os, urllib.request
def handler(event, context):
    body = b"x" * 5_000_000
    request = urllib.request.Request(os.environ["AWS_ENDPOINT_URL"], data=body, method="PUT")
    return len(urllib.request.urlopen(request).read())
`;
    endpoint.removeAllListeners('request');
    endpoint.on('request', (request, response) => request.pipe(response));
    expect(await answer(await listening(endpoint), source, {})).toBe(5_000_000);
  });
});
