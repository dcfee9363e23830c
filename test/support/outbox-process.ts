import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { findingJson } from '../../src/api/finding-json.ts';
import { ManualClock } from '../../src/lib/clock.ts';
import { createPublishing } from '../../src/publish/create-publishing.ts';
import { EVERYTHING } from '../../src/publish/testing.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';

/** 2026-03-02T09:00:00Z. */
const START = 1_772_442_000_000;
const INVITED = ['111122223333', '444455556666', '123456789012'];

/** What a run has come to: told around each commit, and around noting what has arrived. */
export type Step = (place: string) => void;

/** Invites three accounts, each once, and sends the mail; what is done already is left alone. */
export async function inviteAll(dataDirectory: string, step: Step): Promise<void> {
  const store = stepping(await openStore(dataDirectory), step);
  const publishing = publishingOf(store, dataDirectory, new ManualClock(START));
  try {
    for (const accountId of INVITED) await invite(publishing.store, publishing.invited, accountId);
    await publishing.sendDue();
  } finally {
    await publishing.close();
    await store.close();
  }
}

function publishingOf(store: Store, dataDirectory: string, clock: ManualClock) {
  const path = join(dataDirectory, 'events.ndjson');
  return createPublishing({
    ...{ store, clock, random: () => 1, dataDirectory, findingJson },
    settings: { sinks: [{ name: 'file', type: 'file', path, filter: EVERYTHING }] },
    url: 'http://127.0.0.1:4980',
    log: { warn() {}, error() {} },
  });
}

/**
 * Has two findings occur three times each, six hours apart, and sends what is due after each time;
 * what is stored already does not occur again.
 */
export async function publishAll(dataDirectory: string, step: Step): Promise<void> {
  const store = stepping(await openStore(dataDirectory), step);
  const clock = new ManualClock(START);
  const publishing = publishingOf(store, dataDirectory, clock);
  try {
    for (let count = 1; count <= 3; count += 1) {
      for (const id of ['a', 'b']) await occur(publishing.store, clock, id, count);
      clock.advance(6 * 3_600_000);
      await publishing.sendDue();
    }
  } finally {
    await publishing.close();
    await store.close();
  }
}

async function occur(store: Store, clock: ManualClock, id: string, count: number): Promise<void> {
  await store.transaction(async (inside) => {
    const key = ['111122223333', 'eu-west-1', 'Recon:EC2/Portscan', id, false] as const;
    const earlier = await inside.findings.findByKey(...key);
    if ((earlier?.finding.Service?.Count ?? 0) >= count) return;
    const at = new Date(clock.now()).toISOString();
    const finding = {
      Id: id.repeat(32),
      ...{ AccountId: key[0], Region: key[1], Type: key[2], CreatedAt: at, UpdatedAt: at },
      Arn: 'arn:aws:guardduty:eu-west-1:111122223333:detector/d/finding/f',
      ...{ SchemaVersion: '2.0', Severity: 5, Resource: { ResourceType: 'Instance' } },
      Service: { Archived: false, Count: count, EventFirstSeen: at, EventLastSeen: at },
    };
    await inside.findings.put({ finding, key: id, sample: false });
  });
}

async function invite(
  store: Store,
  invited: (inside: Store, row: never) => Promise<void>,
  accountId: string,
): Promise<void> {
  const key = ['999999999999', 'eu-west-1', accountId] as const;
  if ((await store.members.get(...key)) !== undefined) return;
  const row = {
    administratorId: key[0],
    region: key[1],
    accountId,
    email: `${accountId}@example.com`,
    status: 'Invited',
    invitation: { invitationId: accountId.padEnd(32, '0') },
    invitedAt: START,
    updatedAt: START,
  } as const;
  await store.transaction(async (inside) => {
    await inside.members.put(row);
    await invited(inside, row as never);
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

/**
 * As a process of its own it stands still at the n-th step, so that it can be killed right there.
 */
if (process.argv[1] === import.meta.filename) {
  const [, , scenario, dataDirectory = '', standAt = ''] = process.argv;
  let steps = 0;
  const run = scenario === 'mail' ? inviteAll : publishAll;
  await run(dataDirectory, (place) => {
    steps += 1;
    if (steps !== Number(standAt)) return;
    writeSync(1, `standing ${place}\n`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
  writeSync(1, 'done\n');
}
