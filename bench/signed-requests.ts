/**
 * Requests per second of signed ListDetectors calls against a bare `node:http` server that reads
 * nothing and answers the same bytes. Rounds alternate, so that a noisy machine disturbs all alike;
 * what counts is the median of the rounds' ratios. Aim: 0.35.
 *
 * `npx tsx bench/signed-requests.ts [--kinds bare,api,whole] [--rounds 9] [--seconds 2]`
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { createApi } from '../src/api/create-api.ts';
import { wireServices } from '../src/api/wire/wire-services.ts';
import { systemClock } from '../src/lib/clock.ts';
import { ServiceError } from '../src/lib/service-error.ts';
import { signRequest } from '../src/lib/sign-request.ts';

const KEY = { accessKeyId: 'AKIABENCHMARK0000000', secretAccessKey: 'bench/secret+key' };
const ACCOUNT = '111122223333';
const ANSWER = { DetectorIds: ['12abc34d567e8fa901bc2d34e56789f0'] };
/** Servers run bundled, as they are shipped: tsx wraps every function and that costs a fifth. */
const BUNDLE = fileURLToPath(new URL('../dist/bench/signed-requests.js', import.meta.url));

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
  process.on('disconnect', () => process.exit());
  process.on('SIGTERM', () => process.exit());
  process.send?.(port);
}

interface Target {
  readonly kind: string;
  readonly port: number;
  stop(): void;
}

async function bundle(): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(import.meta.url)],
    outfile: BUNDLE,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
}

async function start(kind: string): Promise<Target> {
  const child = spawn(process.execPath, [BUNDLE, '--serve', kind], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(Number(message)));
    child.once('exit', (code) => reject(new Error(`the ${kind} server ended with ${code}`)));
  });
  return { kind, port, stop: () => child.kill('SIGTERM') };
}

/**
 * As the JavaScript SDK sends it; each connection has its own, with an invocation id of its own.
 */
function signedRequest(port: number, connection: number): string {
  const url = new URL(`http://127.0.0.1:${port}/detector`);
  const given = {
    'amz-sdk-invocation-id': `00000000-0000-4000-8000-${String(connection).padStart(12, '0')}`,
    'amz-sdk-request': 'attempt=1; max=3',
    'x-amz-user-agent':
      'aws-sdk-js/3.1169.0 ua/2.1 os/linux lang/js md/nodejs#20.20.2 api/guardduty',
  };
  const headers = signRequest({ method: 'GET', url, headers: given, body: new Uint8Array() }, KEY, {
    service: 'guardduty',
    region: 'us-east-1',
    now: systemClock.now(),
  });
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET /detector HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** One request at a time on one connection; counts answers and insists on 200. */
function hammer(port: number, text: string, count: () => void): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.setNoDelay(true);
      socket.write(text);
      resolve(socket);
    });
    let answer = '';
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      const end = answer.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(answer)?.[1]);
      if (answer.length < end + 4 + length) return;
      if (!answer.startsWith('HTTP/1.1 200')) {
        socket.destroy();
        throw new Error(`not a 200: ${answer}`);
      }
      answer = '';
      count();
      if (!socket.destroyed) socket.write(text);
    });
  });
}

async function requestsPerSecond(port: number, connections: number, seconds: number) {
  let answers = 0;
  const sockets = await Promise.all(
    Array.from({ length: connections }, (_, connection) =>
      hammer(port, signedRequest(port, connection), () => {
        answers += 1;
      }),
    ),
  );
  // The client never sleeps: otherwise each answer of a slower server has to wake it, and is
  // charged for that.
  let awake = true;
  const stayAwake = () => {
    if (awake) setImmediate(stayAwake);
  };
  stayAwake();
  const before = performance.now();
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const rate = (answers * 1000) / (performance.now() - before);
  awake = false;
  for (const socket of sockets) socket.destroy();
  return rate;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function main(
  kinds: readonly string[],
  rounds: number,
  seconds: number,
  connections: number,
): Promise<void> {
  await bundle();
  const targets: Target[] = [];
  try {
    for (const kind of kinds) targets.push(await start(kind));
    for (const { port } of targets) await requestsPerSecond(port, connections, 2);
    const rates: Record<string, number[]> = {};
    for (let round = 1; round <= rounds; round += 1) {
      for (const { kind, port } of targets) {
        const rate = await requestsPerSecond(port, connections, seconds);
        rates[kind] = [...(rates[kind] ?? []), rate];
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
    for (const target of targets) target.stop();
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
