import { join } from 'node:path';
import * as sdk from '@aws-sdk/client-guardduty';
import { detectorId, settings } from '../api/bench.ts';
import { type ChildServer, startChild } from '../load/child-server.ts';
import { measure, median } from '../load/connections.ts';
import type { Bench } from './findings.ts';
import { makeBucket, request } from './objects.ts';

const KINDS = ['no trail', 'no detector', 'looked at'] as const;
const SMALL_BYTES = 1024;

/** Processor time of GetObject of 1 kB: without a trail, with nobody who looks, and looked at. */
export async function watched({ file, folder, seconds, rounds }: Bench): Promise<void> {
  const servers: ChildServer[] = [];
  try {
    for (const kind of KINDS) {
      const role = kind === 'no trail' ? 'silent' : 'vedette';
      const server = await startChild(file, ['--role', role, '--folder', join(folder, kind)]);
      servers.push(server);
      await makeBucket(server.port);
      if (kind === 'looked at') await lookAt(server);
      // One request, so that there is something to get.
      const put = [request(server.port, 'PUT', 'small', SMALL_BYTES)];
      await measure({ ...server, requests: () => put, connections: 1, seconds: 0.2 });
    }
    const millis = KINDS.map((): number[] => []);
    for (let round = 0; round <= rounds; round += 1) {
      for (const [at, server] of servers.entries()) {
        const requests = () => [request(server.port, 'GET', 'small')];
        const measured = await measure({ ...server, requests, connections: 8, seconds });
        // The first round warms up.
        if (round > 0) millis[at]?.push(measured.processorMillis);
      }
    }
    for (const [at, kind] of KINDS.entries()) {
      const micros = (1000 * median(millis[at] ?? [])).toFixed(0);
      const ratios = (millis[at] ?? []).map((one, of) => one / (millis[0]?.[of] ?? 0));
      console.log(`GetObject, ${kind}: ${micros} µs, ${median(ratios).toFixed(2)} times`);
    }
  } finally {
    for (const server of servers) await server.stop();
  }
}

async function lookAt(server: ChildServer): Promise<void> {
  const DetectorId = await detectorId(server);
  const client = new sdk.GuardDutyClient(settings(server));
  const Features = [{ Name: 'S3_DATA_EVENTS', Status: 'ENABLED' } as const];
  await client.send(new sdk.UpdateDetectorCommand({ DetectorId, Features }));
}
