/**
 * A server that is killed again and again while it sends findings to receivers in all moods. The
 * long run: VEDETTE_CHAOS_KILLS=50 VEDETTE_CHAOS_VERSIONS=12 VEDETTE_CHAOS_SEED=7 npx vitest run
 * test/stories/chaos.test.ts
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { seededNumbers } from '../../src/lists/testing.ts';
import { openStore } from '../../src/store/open-store.ts';
import { FINDINGS, publishAll, VERSIONS } from '../support/chaos-process.ts';
import { MoodyServer, type Taken } from '../support/moody-server.ts';

const KILLS = Number(process.env.VEDETTE_CHAOS_KILLS ?? 2);
const SEED = Number(process.env.VEDETTE_CHAOS_SEED ?? 1);

let folder: string;
let receiver: MoodyServer;
let address: string;
let below: (limit: number) => number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-chaos-'));
  below = seededNumbers(SEED);
  receiver = new MoodyServer(below, KILLS > 10 ? 12_000 : 30);
  address = await receiver.start();
});
afterEach(async () => {
  await receiver.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a process and kills it at a step of its own, or while a request is under way. */
async function killedAt(dataDirectory: string): Promise<string> {
  const atRequest = below(2) === 0 ? below(6) + 1 : 0;
  const atStep = atRequest > 0 ? 0 : below(KILLS > 10 ? 110 : 14) + 1;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/support/chaos-process.ts', dataDirectory, address, `${atStep}`],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let requests = 0;
  let said = '';
  receiver.onRequest = () => {
    requests += 1;
    if (requests !== atRequest) return;
    said = 'in a request';
    child.kill('SIGKILL');
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.includes('standing')) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.on('close', resolve));
  receiver.onRequest = () => {};
  return said.trim();
}

function expectAll(taken: readonly Taken[]): void {
  const wanted = Array.from({ length: VERSIONS }, (_, index) => index + 1);
  for (const id of FINDINGS) {
    const mine = taken.filter(({ findingId }) => findingId === id.repeat(32));
    const versions = mine.map(({ version }) => version);
    // A repetition may come, but never after a later version.
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect([...new Set(versions)]).toEqual(wanted);
    for (const version of wanted) {
      const ids = mine.filter((one) => one.version === version).map(({ eventId }) => eventId);
      expect(new Set(ids).size).toBe(1);
    }
  }
}

it(
  'delivers every version, in order, with one id, whatever receivers and kills do',
  async () => {
    const dataDirectory = join(folder, 'data');
    const places: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) places.push(await killedAt(dataDirectory));
    await publishAll(dataDirectory, address, () => {});
    expectAll(receiver.hooked);
    expectAll(receiver.stored);
    const store = await openStore(dataDirectory);
    for (const sink of await store.outbox.sinks()) {
      expect({ sink, ...(await store.outbox.counts(sink)) }).toEqual({ sink, waiting: 0, dead: 0 });
    }
    await store.close();
    if (KILLS > 10) {
      const repeated = receiver.hooked.length - FINDINGS.length * VERSIONS;
      const moods = JSON.stringify(Object.fromEntries(receiver.moods));
      process.stderr.write(`kills: ${places.join('; ')}\nrepeated ${repeated}, moods ${moods}\n`);
    }
  },
  30_000 + KILLS * 20_000,
);
