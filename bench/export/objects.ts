import { join } from 'node:path';
import { systemClock } from '../../src/lib/clock.ts';
import { callS3 } from '../../src/lib/s3-client.ts';
import { signRequest } from '../../src/lib/sign-request.ts';
import { type ChildServer, startChild } from '../load/child-server.ts';
import { measure, median } from '../load/connections.ts';
import type { Bench } from './findings.ts';
import { ROOT } from './servers.ts';

const OBJECT_BYTES = 1024 * 1024;
const CONNECTIONS = 4;
const BUCKET = 'bench';

/** Objects of 1 MB put and got, ours and those of `node:http` over files in turns. */
export async function objects({ file, folder, seconds, rounds }: Bench): Promise<void> {
  const peer = await startChild(file, ['--role', 'files', '--folder', join(folder, 'files')]);
  const our = await startChild(file, ['--role', 'vedette', '--folder', join(folder, 'vedette')]);
  try {
    await makeBucket(our.port);
    for (const method of ['PUT', 'GET'] as const) {
      const rates: [number[], number[]] = [[], []];
      const used: [number[], number[]] = [[], []];
      for (let round = 0; round <= rounds; round += 1) {
        for (const [at, server] of [peer, our].entries()) {
          const measured = await load(server, method, seconds);
          // The first round warms up.
          if (round === 0) continue;
          rates[at]?.push(measured.perSecond);
          used[at]?.push(measured.processorMillis);
        }
      }
      for (const [at, name] of ['node:http over files', 'embedded S3'].entries()) {
        const rate = median(rates[at] ?? []).toFixed(0);
        const millis = median(used[at] ?? []).toFixed(2);
        console.log(`${method} 1 MB, ${name}: ${rate}/s, ${millis} ms of processor each`);
      }
      const faster = median(rates[1].map((one, at) => one / (rates[0][at] ?? 0))).toFixed(2);
      const spent = median(used[1].map((one, at) => (used[0][at] ?? 0) / one)).toFixed(2);
      console.log(`${method} 1 MB: ${faster} of node:http, ${spent} by processor time`);
    }
  } finally {
    await peer.stop();
    await our.stop();
  }
}

export async function makeBucket(port: number): Promise<void> {
  const url = new URL(`http://127.0.0.1:${port}`);
  const endpoint = { url, region: 'us-east-1', credentials: ROOT };
  const made = await callS3(endpoint, systemClock, { method: 'PUT', bucket: BUCKET });
  if (!made.ok) throw new Error(await made.text());
}

function load({ port, pid }: ChildServer, method: 'PUT' | 'GET', seconds: number) {
  const requests = (connection: number) =>
    Array.from({ length: 4 }, (_, turn) => request(port, method, `object-${connection}-${turn}`));
  return measure({ port, pid, requests, connections: CONNECTIONS, seconds });
}

/** The bytes of a request as a client of AWS signs it, the digest of its body included. */
export function request(
  port: number,
  method: 'PUT' | 'GET',
  key: string,
  bytes = OBJECT_BYTES,
): Uint8Array {
  const path = `/${BUCKET}/${key}`;
  const body = Buffer.alloc(method === 'PUT' ? bytes : 0, key);
  const url = new URL(`http://127.0.0.1:${port}${path}`);
  const scope = { service: 's3', region: 'us-east-1', now: systemClock.now() };
  const headers = signRequest({ method, url, headers: {}, body }, ROOT, scope);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = method === 'PUT' ? `content-length: ${body.length}\r\n` : '';
  return Buffer.concat([
    Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}${length}\r\n`),
    body,
  ]);
}
