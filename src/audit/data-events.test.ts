import { afterEach, beforeEach, expect, it } from 'vitest';
import { newDetector } from '../domain/detector.ts';
import type { ServedS3Request } from '../domain/served-s3-request.ts';
import { ManualClock } from '../lib/clock.ts';
import { DATA_EVENTS_LOOK_SECONDS } from '../limits.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { DataEvents } from './data-events.ts';
import { NOW, OTHER, OWN } from './testing.ts';

const REGION = 'eu-west-1';

let store: Store;
let clock: ManualClock;
let taken: Record<string, unknown>[];
let errors: string[];
let failures: number;
beforeEach(async () => {
  store = await openStore(':memory:');
  clock = new ManualClock(NOW);
  taken = [];
  errors = [];
  failures = 0;
  await switchFeature(OWN, 'ENABLED');
  await switchFeature(OTHER, 'DISABLED');
});
afterEach(() => store.close());

async function switchFeature(accountId: string, status: 'ENABLED' | 'DISABLED'): Promise<void> {
  const identity = { detectorId: accountId, accountId, region: REGION, tags: {} };
  const features = [{ name: 'S3_DATA_EVENTS' as const, status, additional: {} }];
  await store.detectors.put(newDetector(identity, { enabled: true, features }, undefined, NOW));
}

function open(queue?: { eventsMax: number; charsMax: number }): DataEvents {
  const intake = {
    async processObject({ chunks }: { chunks: AsyncIterable<Uint8Array> }) {
      failures -= 1;
      if (failures >= 0) throw new Error('the store is busy');
      for await (const chunk of chunks) {
        const lines = Buffer.from(chunk).toString('utf8').trimEnd().split('\n');
        taken.push(...lines.map((line) => JSON.parse(line)));
      }
    },
    checkpointOf: async () => undefined,
  };
  const log = { error: (_: object, text: string) => void errors.push(text) };
  return new DataEvents({ store, clock, log, intake, ...(queue && { queue }) });
}

const request = (more: Partial<ServedS3Request> = {}): ServedS3Request => ({
  name: 'GetObject',
  isData: true,
  principal: { kind: 'root', accountId: OWN, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
  credentialsMadeAt: NOW,
  ownerId: OWN,
  region: REGION,
  requestId: '84be3ce5-0fbb-4db6-8c8e-51b856960711',
  sourceIp: '198.51.100.7',
  userAgent: 'aws-cli/2.15',
  bucket: 'watched',
  key: 'a.txt',
  parameters: { Host: 'localhost' },
  isPresigned: false,
  bytesIn: 0,
  bytesOut: 6,
  error: undefined,
  ...more,
});

it('hands a request to detection as the data event that CloudTrail has of it', async () => {
  const events = open();
  events.served(request());
  await events.close();
  expect(taken).toMatchObject([
    {
      ...{ eventSource: 's3.amazonaws.com', eventName: 'GetObject', awsRegion: REGION },
      userIdentity: { type: 'Root', accountId: OWN },
      ...{ sourceIPAddress: '198.51.100.7', userAgent: '[aws-cli/2.15]' },
      requestParameters: { bucketName: 'watched', key: 'a.txt', Host: 'localhost' },
      additionalEventData: { AuthenticationMethod: 'AuthHeader', bytesTransferredOut: 6 },
      resources: [
        { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::watched/a.txt' },
        { type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::watched', accountId: OWN },
      ],
      ...{ readOnly: true, managementEvent: false, eventCategory: 'Data' },
      recipientAccountId: OWN,
    },
  ]);
});

it('tells the owner who a stranger is, and no more; and of nobody that it was nobody', async () => {
  const events = open();
  const principal = { kind: 'root', accountId: OTHER, accessKeyId: 'AKIAEXAMPLE' } as const;
  const error = { code: 'AccessDenied', message: 'Access Denied' };
  events.served(request({ principal, error }));
  events.served(request({ principal: undefined, isPresigned: true }));
  await events.close();
  expect(taken).toMatchObject([
    {
      userIdentity: { type: 'AWSAccount', accountId: OTHER },
      errorCode: 'AccessDenied',
      recipientAccountId: OWN,
    },
    { userIdentity: { type: 'AWSAccount', accountId: 'anonymous' } },
  ]);
  expect(taken[1]?.additionalEventData).toEqual({ bytesTransferredIn: 0, bytesTransferredOut: 6 });
  // The other account has its own event of it, which nobody looks at.
  expect(taken[0]?.sharedEventID).toMatch(/^[0-9a-f-]{36}$/);
});

it('looks for an account that wants none again after some seconds', async () => {
  const events = open();
  const other = request({ ownerId: OTHER, principal: undefined });
  events.served(other);
  await events.close();
  await switchFeature(OTHER, 'ENABLED');
  events.served(other);
  await events.close();
  expect(taken).toEqual([]);
  clock.advance(DATA_EVENTS_LOOK_SECONDS * 1000);
  events.served(other);
  await events.close();
  expect(taken).toHaveLength(1);
});

it('keeps what could not be judged, and says how much found no room', async () => {
  const events = open({ eventsMax: 2, charsMax: 1e6 });
  failures = 1;
  for (const key of ['a', 'b', 'c']) events.served(request({ key }));
  await events.close();
  expect(errors).toEqual([
    'requests for objects came too fast to be looked at',
    'requests for objects could not be judged and are tried again',
  ]);
  await events.close();
  expect(taken.map(({ requestParameters }) => requestParameters)).toMatchObject([
    { key: 'a' },
    { key: 'b' },
  ]);
});
