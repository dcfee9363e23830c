import { expect, it } from 'vitest';
import bruteForce from '../../detections/ec2/brute-force/detection.ts';
import passwordPolicyChange from '../../detections/iam-user/password-policy-change/detection.ts';
import { createEngine } from '../detect/create-engine.ts';
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

function policyChange(second: number, minimumPasswordLength: number) {
  return exampleRecord({
    second,
    eventSource: 'iam.amazonaws.com',
    eventName: 'UpdateAccountPasswordPolicy',
    requestParameters: { minimumPasswordLength },
  });
}

it('judges an event once, also one that changed nothing when it came first', async () => {
  const store = await openStore(':memory:');
  await putDetector(store, OWN);
  const pipeline = createPipeline({
    store,
    clock: new ManualClock(START),
    engine: createEngine([passwordPolicyChange]),
    partitionOf,
    lists: pipelineLists(),
  });
  // The second call repeats what holds. After the third, its own past is no longer remembered.
  const body = bodyOf([policyChange(1, 7), policyChange(2, 7), policyChange(3, 12)]);
  const push = { accountId: OWN, region: REGION, body };
  expect(await pipeline.putRecords(push)).toMatchObject({ duplicates: 0, findings: 1 });
  expect(await pipeline.putRecords(push)).toMatchObject({ duplicates: 3, findings: 0 });
  expect((await findingsOf(store))[0]?.Service?.Count).toBe(1);
  await store.close();
});

it('says of each finding that it puts whether a rule has archived it', async () => {
  const store = await openStore(':memory:');
  await putDetector(store, OWN);
  await store.filters.put({
    ...{ accountId: OWN, region: REGION, name: 'quiet', action: 'ARCHIVE', rank: 1, tags: {} },
    criteria: { Criterion: { 'resource.s3BucketDetails.name': { Equals: ['never'] } } },
    ...{ createdAt: START, updatedAt: START, version: 1 },
  });
  const put: unknown[] = [];
  const watched: Store = {
    ...store,
    transaction: (work) =>
      store.transaction((inside) => {
        const findings: Store['findings'] = {
          ...inside.findings,
          put: (stored) => {
            put.push(stored.suppressed);
            return inside.findings.put(stored);
          },
        };
        return work({ ...inside, findings });
      }),
  };
  const pipeline = createPipeline({
    ...{ store: watched, clock: new ManualClock(START), engine: exampleEngine(), partitionOf },
    lists: pipelineLists(),
  });
  const push = (second: number) =>
    pipeline.putRecords({
      accountId: OWN,
      region: REGION,
      body: bodyOf([exampleRecord({ second })]),
    });
  await push(1);
  const [filter] = await store.filters.suppressing(OWN, REGION);
  if (filter === undefined) throw new Error('the rule is gone');
  await store.filters.put({ ...filter, criteria: { Criterion: { severity: { Gte: 1 } } } });
  await push(2);
  expect(put).toEqual([false, true]);
  await store.close();
});

const HEADER = 'account-id interface-id srcaddr dstaddr srcport dstport protocol bytes start';
const attempt = (second: number) =>
  `${OWN} eni-1 203.0.113.9 10.0.0.5 ${40_000 + second} 22 6 2000 ${START / 1000 + second}`;
const attempts = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => `${attempt(from + n)}\n`).join('');

it('remembers one id of all the lines of a batch, and judges each of them once', async () => {
  const store = await openStore(':memory:');
  await putDetector(store, OWN);
  const remembered: string[] = [];
  const watched: Store = {
    ...store,
    transaction: (work) =>
      store.transaction((inside) => {
        const rememberEvents: Store['ingest']['rememberEvents'] = (account, ids, at) => {
          remembered.push(...ids);
          return inside.ingest.rememberEvents(account, ids, at);
        };
        return work({ ...inside, ingest: { ...inside.ingest, rememberEvents } });
      }),
  };
  const pipelineOf = () =>
    createPipeline({
      ...{ store: watched, clock: new ManualClock(START), partitionOf, lists: pipelineLists() },
      engine: createEngine([bruteForce]),
      batchEventsMax: 40,
    });
  const body = Buffer.from(`${HEADER}\n${attempts(0, 70)}`);
  const push = { accountId: OWN, region: REGION, body };
  expect(await pipelineOf().putRecords(push)).toMatchObject({ duplicates: 0, findings: 1 });
  expect(remembered).toHaveLength(2);
  const memory = await store.ingest.loadMemory();
  expect(await pipelineOf().putRecords(push)).toMatchObject({ duplicates: 70, findings: 0 });
  expect(await store.ingest.loadMemory()).toEqual(memory);
  expect((await findingsOf(store))[0]?.Service?.Count).toBe(1);
  await store.close();
});
