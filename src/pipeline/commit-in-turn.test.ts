import { afterEach, beforeEach, expect, it } from 'vitest';
import { partitionOf } from '../domain/regions.ts';
import { ManualClock } from '../lib/clock.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { createPipeline } from './create-pipeline.ts';
import {
  bodyOf,
  exampleEngine,
  exampleRecord,
  findingsOf,
  OWN,
  pipelineLists,
  putDetector,
  REGION,
  START,
} from './testing.ts';

const stores: Store[] = [];
let undisturbed: string;

async function freshStore(): Promise<Store> {
  const store = await openStore(':memory:');
  stores.push(store);
  await putDetector(store, OWN);
  return store;
}

const FIRST = [1, 2].map((second) => exampleRecord({ second, name: 'Learn' }));
const SECOND = [
  exampleRecord({ second: 3, name: 'Learn' }),
  exampleRecord({ second: 4 }),
  exampleRecord({ second: 5, bucket: 'other' }),
];

function pipelineOf(store: Store) {
  const clock = new ManualClock(START);
  const pipeline = createPipeline({
    store,
    clock,
    engine: exampleEngine(),
    lists: pipelineLists(),
    partitionOf,
  });
  return (records: readonly unknown[]) =>
    pipeline.putRecords({ accountId: OWN, region: REGION, body: bodyOf(records) });
}

beforeEach(async () => {
  const store = await freshStore();
  const push = pipelineOf(store);
  await push(FIRST);
  await push(SECOND);
  undisturbed = await store.digest(OWN);
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

class Fault extends Error {}

/** A store whose transactions fail at the n-th call to it from now on; `arm(0)` ends that. */
function faulty(store: Store) {
  let callsLeft = 0;
  const failing = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          if (callsLeft > 0) {
            callsLeft -= 1;
            if (callsLeft === 0) throw new Fault(`${String(name)} failed`);
          }
          return member.apply(target, args);
        };
      },
    });
  const within = (inside: Store): Store => ({
    ...inside,
    detectors: failing(inside.detectors),
    members: failing(inside.members),
    findings: failing(inside.findings),
    ingest: failing(inside.ingest),
  });
  const wrapped: Store = {
    ...store,
    transaction: (work) => store.transaction((inside) => work(within(inside))),
  };
  return {
    store: wrapped,
    arm: (calls: number) => {
      callsLeft = calls;
    },
  };
}

it('changes nothing when any step fails, and comes to the same when sent again', async () => {
  let step = 1;
  for (; ; step += 1) {
    const store = await freshStore();
    const { store: wrapped, arm } = faulty(store);
    const push = pipelineOf(wrapped);
    await push(FIRST);
    const before = await store.digest(OWN);
    arm(step);
    const failed = await push(SECOND).then(
      () => false,
      (error: unknown) => {
        expect(error).toBeInstanceOf(Fault);
        return true;
      },
    );
    arm(0);
    if (!failed) break;
    expect(await store.digest(OWN), `step ${step}`).toBe(before);
    expect(await push(SECOND)).toMatchObject({ accepted: 3, duplicates: 0, findings: 2 });
    expect(await store.digest(OWN), `step ${step}`).toBe(undisturbed);
  }
  // Detector, membership, known ids, two findings looked up and put, memory, ids, counters.
  expect(step).toBeGreaterThan(8);
});

it('takes the store at its word when a commit is reported as failed', async () => {
  const store = await freshStore();
  let fails = false;
  const push = pipelineOf({
    ...store,
    async transaction(work) {
      const result = await store.transaction(work);
      if (fails) throw new Fault('the answer was lost');
      return result;
    },
  });
  await push(FIRST);
  fails = true;
  await expect(push(SECOND)).rejects.toThrow(Fault);
  fails = false;
  expect(await push(SECOND)).toMatchObject({ duplicates: 3, findings: 0 });
  const findings = await findingsOf(store);
  expect(findings.map((finding) => finding.Service?.AdditionalInfo?.Value)).toEqual([
    '{"learnt":3}',
    '{"learnt":3}',
  ]);
  await push([exampleRecord({ second: 9, name: 'Learn' }), exampleRecord({ second: 10 })]);
  const values = (await findingsOf(store)).map((one) => one.Service?.AdditionalInfo?.Value);
  expect(values).toContain('{"learnt":4}');
});

it('goes on with the next after a failure', async () => {
  const store = await freshStore();
  const { store: wrapped, arm } = faulty(store);
  const push = pipelineOf(wrapped);
  arm(1);
  const [failed, next] = await Promise.allSettled([push(FIRST), push(SECOND)]);
  expect(failed?.status).toBe('rejected');
  expect(next?.status).toBe('fulfilled');
});
