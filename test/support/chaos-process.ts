import { writeSync } from 'node:fs';
import { findingJson } from '../../src/api/finding-json.ts';
import { isoMillis, ManualClock } from '../../src/lib/clock.ts';
import { createPublishing } from '../../src/publish/create-publishing.ts';
import { remoteStorage } from '../../src/publish/remote-storage.ts';
import { EVERYTHING } from '../../src/publish/testing.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';

export const FINDINGS = ['a', 'b', 'c', 'd'];
/** More of them give a long run more places to be killed at. */
export const VERSIONS = Number(process.env.VEDETTE_CHAOS_VERSIONS ?? 4);

const OWN = '111122223333';
const REGION = 'eu-west-1';
/** 2026-03-02T09:00:00Z. */
const START = 1_772_442_000_000;
const HOUR = 3_600_000;

/** What was done: told around each commit and around noting what has arrived. */
export type Step = (place: string) => void;

/**
 * Has findings occur again and again, each in a transaction of its own, and sends them to a webhook
 * and to a bucket, both at this address, until nothing waits. What is stored already does not
 * occur again, so that a process that was killed goes on where it stood.
 */
export async function publishAll(
  dataDirectory: string,
  address: string,
  step: Step,
): Promise<void> {
  const store = stepping(await openStore(dataDirectory), step);
  const clock = new ManualClock(START);
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
  const endpoint = { url: new URL(address), region: REGION, credentials };
  const storage = remoteStorage(endpoint, clock);
  const hook = {
    name: 'soc',
    type: 'webhook',
    url: `${address}/hook`,
    secret: 'a secret of enough characters',
    filter: EVERYTHING,
  } as const;
  const publishing = createPublishing({
    ...{ store, clock, random: () => 1, dataDirectory, findingJson, url: address },
    settings: { sinks: [hook] },
    storage: () => storage,
    log: { warn() {}, error() {} },
  });
  try {
    await openDestination(store);
    for (let version = 1; version <= VERSIONS; version += 1) {
      for (const id of FINDINGS) await occur(publishing.store, clock, id, version);
      clock.advance(6 * HOUR);
      await publishing.sendDue();
    }
    // A receiver that fails is left in peace for half an hour at the most.
    while ((await waiting(store)) > 0) {
      clock.advance(HOUR / 2);
      await publishing.sendDue();
    }
  } finally {
    await publishing.close();
    await store.close();
  }
}

async function waiting(store: Store): Promise<number> {
  let total = 0;
  for (const sink of await store.outbox.sinks()) {
    total += (await store.outbox.counts(sink)).waiting;
  }
  return total;
}

async function openDestination(store: Store): Promise<void> {
  await store.destinations.put({
    destinationId: 'd'.repeat(32),
    accountId: OWN,
    region: REGION,
    destinationArn: 'arn:aws:s3:::findings-example',
    kmsKeyArn: `arn:aws:kms:${REGION}:${OWN}:key/k`,
    status: 'PUBLISHING',
    tags: {},
    createdAt: START,
  });
}

async function occur(store: Store, clock: ManualClock, id: string, version: number): Promise<void> {
  await store.transaction(async (inside) => {
    const key = [OWN, REGION, 'Recon:EC2/Portscan', id, false] as const;
    const earlier = await inside.findings.findByKey(...key);
    if ((earlier?.finding.Service?.Count ?? 0) >= version) return;
    const at = isoMillis(clock.now());
    const finding = {
      Id: id.repeat(32),
      ...{ AccountId: OWN, Region: REGION, Type: key[2], CreatedAt: at, UpdatedAt: at },
      Arn: `arn:aws:guardduty:${REGION}:${OWN}:detector/d/finding/f`,
      ...{ SchemaVersion: '2.0', Severity: 5, Resource: { ResourceType: 'Instance' } },
      Service: { Archived: false, Count: version, EventFirstSeen: at, EventLastSeen: at },
    };
    await inside.findings.put({ finding, key: id, sample: false });
  });
}

function stepping(store: Store, step: Step): Store {
  return {
    ...store,
    outbox: {
      ...store.outbox,
      async delivered(items, now) {
        step('sent, not noted');
        await store.outbox.delivered(items, now);
        step('noted');
      },
    },
    async transaction(work) {
      const result = await store.transaction(async (inside) => {
        const done = await work(inside);
        step('before commit');
        return done;
      });
      step('after commit');
      return result;
    },
  };
}

/** As a process of its own it stands still at the n-th step, to be killed right there. */
if (process.argv[1] === import.meta.filename) {
  const [, , dataDirectory = '', address = '', standAt = ''] = process.argv;
  let steps = 0;
  await publishAll(dataDirectory, address, (place) => {
    steps += 1;
    if (steps !== Number(standAt)) return;
    writeSync(1, `standing ${place}\n`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
  writeSync(1, 'done\n');
}
