import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Finding } from '@aws-sdk/client-guardduty';
import { findingJson } from '../../src/api/finding-json.ts';
import { partitionOf } from '../../src/domain/regions.ts';
import { createSamples } from '../../src/findings/samples.ts';
import { isoMillis, systemClock } from '../../src/lib/clock.ts';
import { callS3, type S3Endpoint } from '../../src/lib/s3-client.ts';
import { EXPORT_ITEMS_MAX } from '../../src/limits.ts';
import { createPublishing } from '../../src/publish/create-publishing.ts';
import { findingEvent } from '../../src/publish/published-event.ts';
import { remoteStorage } from '../../src/publish/remote-storage.ts';
import { openStore } from '../../src/store/open-store.ts';
import { startChild } from '../load/child-server.ts';
import { median } from '../load/connections.ts';
import { ACCOUNT, ROOT } from './servers.ts';

export interface Bench {
  readonly file: string;
  readonly folder: string;
  readonly findings: number;
  readonly seconds: number;
  readonly rounds: number;
}

const REGION = 'us-east-1';
const SECRET = 'a secret of enough characters';
const BUCKET = 'findings-example';

interface Contender {
  readonly name: string;
  /** Makes what is to be sent; not measured. */
  prepare(round: number): Promise<void>;
  send(): Promise<void>;
}

/** Findings by second to a webhook and to a bucket, ours and a bare client's in turns. */
export async function findings(bench: Bench): Promise<void> {
  const receiver = await startChild(bench.file, ['--role', 'receiver']);
  const address = `http://127.0.0.1:${receiver.port}`;
  try {
    const all = manyFindings(bench.findings);
    await race('webhook', bench, bareWebhook(all, address), await ours('webhook', bench, address));
    await race('bucket', bench, bareBucket(all, address), await ours('bucket', bench, address));
  } finally {
    await receiver.stop();
  }
}

function manyFindings(count: number): Finding[] {
  const { make, types } = createSamples({ firing: new Map(), partitionOf });
  const now = systemClock.now();
  return Array.from({ length: count }, (_, at) => {
    const type = types[at % types.length] ?? '';
    const sample = make(type, ACCOUNT, REGION, now, 'd'.repeat(32));
    if (sample === undefined) throw new Error(`There is no sample of ${type}.`);
    return { ...sample, Id: at.toString(16).padStart(32, '0') };
  });
}

async function race(
  what: string,
  { findings: count, rounds }: Bench,
  bare: Contender,
  our: Contender,
): Promise<void> {
  const rates = new Map<Contender, number[]>([
    [bare, []],
    [our, []],
  ]);
  const used = new Map<Contender, number[]>([
    [bare, []],
    [our, []],
  ]);
  for (let round = 0; round <= rounds; round += 1) {
    for (const one of [bare, our]) {
      await one.prepare(round);
      const [before, cpu] = [performance.now(), process.cpuUsage()];
      await one.send();
      const millis = performance.now() - before;
      const { user, system } = process.cpuUsage(cpu);
      // The first round warms up.
      if (round === 0) continue;
      rates.get(one)?.push((count * 1000) / millis);
      used.get(one)?.push((user + system) / count);
    }
  }
  const rate = (one: Contender) => median(rates.get(one) ?? []);
  const micros = (one: Contender) => Math.round(median(used.get(one) ?? []));
  for (const one of [bare, our]) {
    const each = `${micros(one)} µs of processor each`;
    console.log(`${what}, ${one.name}: ${Math.round(rate(one))} findings/s, ${each}`);
  }
  const ratios = (rates.get(our) ?? []).map((one, at) => one / (rates.get(bare)?.[at] ?? 0));
  console.log(`${what}: ${median(ratios).toFixed(2)} of the bare client`);
}

/** One POST after the other, as the sink sends them, and nothing besides. */
function bareWebhook(all: readonly Finding[], address: string): Contender {
  let bodies: { readonly id: string; readonly json: object }[] = [];
  return {
    name: 'bare client',
    async prepare() {
      bodies = all.map((finding) => {
        const json = findingEvent(finding, findingJson(finding), ACCOUNT);
        return { id: json.id, json };
      });
    },
    async send() {
      for (const { id, json } of bodies) {
        const body = JSON.stringify(json);
        const timestamp = String(Math.floor(systemClock.now() / 1000));
        const hmac = createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex');
        const response = await fetch(`${address}/hook`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'vedette-event-id': id,
            'vedette-timestamp': timestamp,
            'vedette-signature': `v1=${hmac}`,
          },
          body,
        });
        await response.body?.cancel();
        if (!response.ok) throw new Error(`the receiver answered ${response.status}`);
      }
    },
  };
}

const endpointOf = (address: string): S3Endpoint => ({
  ...{ url: new URL(address), region: REGION, credentials: ROOT },
});

/** The same lines in objects of the same size. */
function bareBucket(all: readonly Finding[], address: string): Contender {
  let lines: string[] = [];
  return {
    name: 'bare client',
    async prepare() {
      lines = all.map((finding) => JSON.stringify(findingJson(finding)));
    },
    async send() {
      for (let at = 0; at < lines.length; at += EXPORT_ITEMS_MAX) {
        const text = `${lines.slice(at, at + EXPORT_ITEMS_MAX).join('\n')}\n`;
        const request = { method: 'PUT' as const, bucket: BUCKET, key: `${at}.jsonl.gz` };
        const call = { ...request, body: gzipSync(text) };
        const response = await callS3(endpointOf(address), systemClock, call);
        await response.body?.cancel();
        if (!response.ok) throw new Error(`the receiver answered ${response.status}`);
      }
    },
  };
}

/** Findings are in the outbox of a store on disk, as the transaction that made them left them. */
async function ours(
  kind: 'webhook' | 'bucket',
  { folder, findings: count }: Bench,
  address: string,
): Promise<Contender> {
  const dataDirectory = join(folder, kind);
  const store = await openStore(dataDirectory);
  const storage = remoteStorage(endpointOf(address), systemClock);
  const hook = { name: 'soc', type: 'webhook', url: `${address}/hook`, secret: SECRET } as const;
  const publishing = createPublishing({
    ...{ store, clock: systemClock, random: Math.random, dataDirectory, findingJson },
    ...{ url: address, storage: () => storage },
    settings: { sinks: kind === 'webhook' ? [{ ...hook, filter: {} }] : [] },
    log: { warn: (about, text) => console.error(text, about), error: console.error },
  });
  if (kind === 'bucket') {
    await store.destinations.put({
      ...{ destinationId: 'd'.repeat(32), accountId: ACCOUNT, region: REGION },
      ...{ destinationArn: `arn:aws:s3:::${BUCKET}`, status: 'PUBLISHING', tags: {} },
      ...{ kmsKeyArn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/k`, createdAt: 0 },
    });
  }
  return {
    name: 'vedette',
    async prepare(round) {
      const at = isoMillis(systemClock.now());
      const all = manyFindings(count);
      for (let from = 0; from < all.length; from += 500) {
        await publishing.store.transaction(async (inside) => {
          for (const { Id = '', ...rest } of all.slice(from, from + 500)) {
            const id = round.toString(16) + Id.slice(1);
            const finding = { ...rest, Id: id, UpdatedAt: at };
            await inside.findings.put({ finding, key: id, sample: false });
          }
        });
      }
    },
    async send() {
      const sent = await publishing.sendDue();
      if (sent !== count) throw new Error(`${sent} of ${count} findings were sent`);
    },
  };
}
