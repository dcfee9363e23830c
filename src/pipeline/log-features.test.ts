/** Each kind of log: which feature lets it in, what is metered of it, and that it counts once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { partitionOf } from '../domain/regions.ts';
import { usageDay } from '../domain/usage.ts';
import { ManualClock } from '../lib/clock.ts';
import { declaredLists } from '../lists/declared-lists.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { createPipeline } from './create-pipeline.ts';
import {
  auditEvent,
  bodyOf,
  dnsQuery,
  exampleEngine,
  exampleRecord,
  findingsOf,
  flowLine,
  loginLine,
  OWN,
  pipelineLists,
  putDetector,
  REGION,
  START,
} from './testing.ts';

let store: Store;
beforeEach(async () => {
  store = await openStore(':memory:');
  await putDetector(store, OWN);
});
afterEach(() => store.close());

const FUNCTION = {
  functionName: 'f',
  functionArn: `arn:aws:lambda:${REGION}:${OWN}:function:f`,
};

/** `ofFunction`: the interface in flow lines is a function's. */
async function push(text: string | Uint8Array, ofFunction = false) {
  const functions = ofFunction ? [{ ...FUNCTION, interfaceId: 'eni-1' }] : [];
  const pipeline = createPipeline({
    store,
    clock: new ManualClock(START),
    engine: exampleEngine(),
    lists: pipelineLists(declaredLists({ functions })),
    partitionOf,
  });
  const log = { cluster: 'prod', database: 'db-1' };
  return pipeline.putRecords({ accountId: OWN, region: REGION, body: Buffer.from(text), log });
}

async function switchFeature(feature: string, status: 'ENABLED' | 'DISABLED'): Promise<void> {
  const detector = await store.detectors.get(OWN, REGION);
  if (detector === undefined) throw new Error('there is no detector');
  const features = { [feature]: { status, updatedAt: START } };
  await store.detectors.put({ ...detector, features });
}

async function usage(): Promise<string[]> {
  const of = { accountIds: [OWN], region: REGION, fromDay: usageDay(START) };
  const sums = await store.usage.sums(of, []);
  return sums.map((sum) => `${sum.feature} ${sum.events}`);
}

const json = (record: unknown) => JSON.stringify(record);
const model = exampleRecord({
  second: 1,
  eventSource: 'bedrock.amazonaws.com',
  eventCategory: 'Data',
});

describe('what comes with the detector', () => {
  it.each([
    ['FLOW_LOGS', flowLine(1)],
    ['DNS_LOGS', json(dnsQuery(1))],
  ])('%s', async (feature, text) => {
    expect(await push(text)).toMatchObject({ accepted: 1, findings: 1, refused: {} });
    expect(await usage()).toEqual([`${feature} 1`]);
  });
});

describe('what a feature of its own lets in', () => {
  it.each([
    ['EKS_AUDIT_LOGS', json(auditEvent(1)), 1],
    ['RDS_LOGIN_EVENTS', loginLine(1), 1],
    ['LAMBDA_NETWORK_LOGS', flowLine(1), 1],
    ['S3_DATA_EVENTS', bodyOf([exampleRecord({ second: 1, eventCategory: 'Data' })]), 1],
    ['AI_PROTECTION', bodyOf([model]), 0],
  ])('%s', async (feature, text, findings) => {
    const isFunction = feature === 'LAMBDA_NETWORK_LOGS';
    await switchFeature(feature, 'DISABLED');
    expect(await push(text, isFunction)).toMatchObject({
      accepted: 0,
      findings: 0,
      refused: { NOT_MONITORED: 1 },
    });
    expect(await usage()).toEqual([]);
    await switchFeature(feature, 'ENABLED');
    expect(await push(text, isFunction)).toMatchObject({ accepted: 1, findings, refused: {} });
    expect(await usage()).toEqual([`${feature} 1`]);
  });
});

const counts = async () => (await findingsOf(store)).map((one) => one.Service?.Count);

it('a push that comes again counts once; of logs with ids, each record of it does', async () => {
  const lines = [1, 2, 2, 3].map((second) => flowLine(second));
  expect(await push(lines.join('\n'))).toMatchObject({ accepted: 4, duplicates: 0 });
  expect(await counts()).toEqual([4]);
  expect(await push(lines.join('\n'))).toMatchObject({ accepted: 4, duplicates: 4 });
  // Lines are known by the batch that they come in: in other company they are others.
  expect(await push(lines.slice(1).join('\n'))).toMatchObject({ accepted: 3, duplicates: 0 });
  expect(await counts()).toEqual([7]);
  await switchFeature('EKS_AUDIT_LOGS', 'ENABLED');
  const audits = [1, 2].map((second) => json(auditEvent(second)));
  expect(await push(audits.join('\n'))).toMatchObject({ accepted: 2, duplicates: 0 });
  expect(await push(audits[1] ?? '')).toMatchObject({ duplicates: 1 });
  expect((await counts()).sort()).toEqual([2, 7]);
});

it('a sender speaks for no other account, whatever the log', async () => {
  const text = [flowLine(1), flowLine(2, '444455556666')].join('\n');
  expect(await push(text)).toMatchObject({ accepted: 1, refused: { OTHER_ACCOUNT: 1 } });
});

it('a line that cannot be read is counted', async () => {
  const text = `${flowLine(1)}\n2 no flow\n`;
  expect(await push(text)).toMatchObject({ accepted: 1, refused: { UNREADABLE: 1 } });
});
