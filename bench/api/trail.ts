import { join } from 'node:path';
import type { SigningCredentials } from '../../src/lib/sign-request.ts';
import type { ChildServer } from '../load/child-server.ts';
import { measure, median } from '../load/connections.ts';
import { type Bench, detectorId, load, start, type TrailKept } from './bench.ts';
import { limitedSession } from './limited-session.ts';

const ROUNDS = 7;
const kinds: readonly TrailKept[] = ['off', 'written', 'judged'];
const listDetectors = { method: 'GET', path: '/detector' } as const;

/**
 * Processor time of ListDetectors, by a role, without a trail of calls, with one, and with one that
 * detection reads. Rounds take the servers in turns, so that other work on a machine disturbs all
 * alike.
 */
export async function trail(bench: Bench): Promise<void> {
  const servers: (ChildServer & { readonly key: SigningCredentials })[] = [];
  try {
    for (const kind of kinds) {
      const server = await start({ ...bench, folder: join(bench.folder, kind) }, kind);
      const key = await limitedSession(server);
      servers.push({ ...server, key });
      await detectorId(server, key);
    }
    const millis = kinds.map((): number[] => []);
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [at, { port, pid, key }] of servers.entries()) {
        const requests = load(port, [listDetectors], key);
        const { seconds } = bench;
        const measured = await measure({ port, pid, requests, connections: 8, seconds });
        // The first round warms up.
        if (round > 0) millis[at]?.push(measured.processorMillis);
      }
    }
    for (const [at, kind] of kinds.entries()) {
      const micros = (1000 * median(millis[at] ?? [])).toFixed(0);
      const ratios = (millis[at] ?? []).map((one, of) => one / (millis[0]?.[of] ?? 0));
      const times = median(ratios).toFixed(2);
      console.log(`ListDetectors, trail ${kind}: ${micros} µs of processor each, ${times} times`);
    }
  } finally {
    for (const server of servers) await server.stop();
  }
}
