/**
 * Requests per second of signed ListDetectors calls against a bare `node:http` server that reads
 * nothing and answers the same bytes. Rounds alternate, so that a noisy machine disturbs all alike;
 * what counts is the median of the rounds' ratios. Aim: 0.35.
 *
 * `npx tsx bench/signed-requests.ts [--kinds bare,api,whole] [--rounds 9] [--seconds 2]`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createApi } from '../src/api/create-api.ts';
import { wireServices } from '../src/api/wire/wire-services.ts';
import { systemClock } from '../src/lib/clock.ts';
import { ServiceError } from '../src/lib/service-error.ts';
import { bundle, type ChildServer, startChild, tellParent } from './load/child-server.ts';
import { measure, median } from './load/connections.ts';
import { signedRequest } from './load/signed-request.ts';

const KEY = { accessKeyId: 'AKIABENCHMARK0000000', secretAccessKey: 'bench/secret+key' };
const ACCOUNT = '111122223333';
const ANSWER = { DetectorIds: ['12abc34d567e8fa901bc2d34e56789f0'] };

const bare: RequestListener = (_request, response) => {
  const body = JSON.stringify({ detectorIds: ANSWER.DetectorIds });
  response.writeHead(200, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
};

function api(): RequestListener {
  const { guardduty } = wireServices;
  const toy = { name: 'ListDetectors', writes: false, handle: async () => ANSWER };
  const names = Object.keys(guardduty.operations);
  const rest = names.map((name) => [name, { name, reason: 'not part of the benchmark' }] as const);
  const principal = { kind: 'root', accountId: ACCOUNT, accessKeyId: KEY.accessKeyId } as const;
  const key = { secret: KEY.secretAccessKey, principal };
  return createApi({
    services: [
      {
        wire: guardduty,
        operations: { ...Object.fromEntries(rest), ListDetectors: toy },
        invalidInput: () => new ServiceError('BadRequestException', 400, 'invalid'),
      },
    ],
    keys: { find: (id) => (id === KEY.accessKeyId ? key : undefined) },
    clock: systemClock,
    isRegion: () => true,
    authorise: () => undefined,
    dispatch: () => toy.handle(),
    health: { ready: () => true },
    log: console.error,
  });
}

/** The whole product on an empty store. */
async function whole(directory: string): Promise<number> {
  const { startVedette } = await import('../src/main.ts');
  const vedette = await startVedette({
    host: '127.0.0.1',
    port: 0,
    dataDirectory: join(directory, 'data'),
    masterKey: { kind: 'own-file', directory: join(directory, 'keys') },
    management: { accountId: ACCOUNT, rootKey: KEY },
    sources: [],
  });
  return Number(new URL(vedette.url).port);
}

async function serve(kind: string): Promise<void> {
  let port: number;
  if (kind === 'whole') {
    const directory = mkdtempSync(join(tmpdir(), 'vedette-bench-'));
    process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
    port = await whole(directory);
  } else {
    const server = createServer(kind === 'api' ? api() : bare);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  }
  tellParent(port);
}

async function requestsPerSecond(server: ChildServer, connections: number, seconds: number) {
  const { port, pid } = server;
  const call = { port, method: 'GET', path: '/detector' } as const;
  const requests = (connection: number) => [signedRequest(call, KEY, connection)];
  return (await measure({ port, pid, requests, connections, seconds })).perSecond;
}

async function main(
  kinds: readonly string[],
  rounds: number,
  seconds: number,
  connections: number,
): Promise<void> {
  const file = await bundle(fileURLToPath(import.meta.url), 'signed-requests');
  const targets: (ChildServer & { readonly kind: string })[] = [];
  try {
    for (const kind of kinds) {
      targets.push({ kind, ...(await startChild(file, ['--serve', kind])) });
    }
    for (const target of targets) await requestsPerSecond(target, connections, 2);
    const rates: Record<string, number[]> = {};
    for (let round = 1; round <= rounds; round += 1) {
      for (const target of targets) {
        const rate = await requestsPerSecond(target, connections, seconds);
        rates[target.kind] = [...(rates[target.kind] ?? []), rate];
      }
      const line = kinds.map((kind) => `${kind} ${Math.round(rates[kind]?.at(-1) ?? 0)}/s`);
      console.log(`round ${round}: ${line.join(', ')}`);
    }
    for (const kind of kinds.filter((other) => other !== 'bare')) {
      const ratios = (rates[kind] ?? []).map((rate, at) => rate / (rates.bare?.[at] ?? 0));
      console.log(
        `${kind}: median ${Math.round(median(rates[kind] ?? []))} requests/s, ` +
          `median ratio to bare node:http ${median(ratios).toFixed(2)}`,
      );
    }
  } finally {
    for (const target of targets) await target.stop();
  }
}

const { values } = parseArgs({
  options: {
    serve: { type: 'string' },
    kinds: { type: 'string', default: 'bare,api,whole' },
    rounds: { type: 'string', default: '9' },
    seconds: { type: 'string', default: '2' },
    connections: { type: 'string', default: '16' },
  },
});
if (values.serve) {
  await serve(values.serve);
} else {
  const { kinds, rounds, seconds, connections } = values;
  await main(kinds.split(','), Number(rounds), Number(seconds), Number(connections));
}
