import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PublishingDestination } from '../domain/publishing-destination.ts';
import { ManualClock } from '../lib/clock.ts';
import { remoteStorage } from './remote-storage.ts';

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/k';
const destination: PublishingDestination = {
  destinationId: 'd',
  accountId: '111122223333',
  region: 'us-east-1',
  destinationArn: 'arn:aws:s3:::example-bucket/find ings/',
  kmsKeyArn: KEY,
  expectedBucketOwner: '444455556666',
  status: 'PENDING_VERIFICATION',
  tags: {},
  createdAt: 1,
};

let server: Server;
let asked: IncomingMessage[];
let statuses: Record<string, number>;

beforeEach(async () => {
  asked = [];
  statuses = { HEAD: 200, PUT: 200 };
  server = createServer((request, response) => {
    asked.push(request);
    response.writeHead(statuses[request.method ?? ''] ?? 500).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const look = (
  change: Partial<PublishingDestination> = {},
  more: { readonly withoutKms?: boolean } = {},
) => {
  const { port } = server.address() as AddressInfo;
  const endpoint = {
    url: new URL(`http://127.0.0.1:${port}`),
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' },
    ...more,
  };
  return remoteStorage(endpoint, new ManualClock(0)).look({ ...destination, ...change });
};

describe('remoteStorage', () => {
  it('asks for the bucket and leaves the encrypted marker, signed and for the owner', async () => {
    expect(await look()).toEqual({ outcome: 'works' });
    const paths = asked.map(({ method, url }) => `${method} ${url}`);
    expect(paths).toEqual(['HEAD /example-bucket', 'PUT /example-bucket/find%20ings/AWSLogs/']);
    for (const { headers } of asked) {
      expect(headers['x-amz-expected-bucket-owner']).toBe('444455556666');
      expect(headers.authorization).toContain('/us-east-1/s3/aws4_request');
    }
    const put = asked[1]?.headers;
    expect(put?.['x-amz-server-side-encryption']).toBe('aws:kms');
    expect(put?.['x-amz-server-side-encryption-aws-kms-key-id']).toBe(KEY);
    expect(put?.['content-length']).toBe('0');
  });

  it('asks for no encryption where the storage knows no keys', async () => {
    expect(await look({}, { withoutKms: true })).toEqual({ outcome: 'works' });
    const names = asked.flatMap(({ headers }) => Object.keys(headers));
    expect(names.filter((name) => name.includes('encryption'))).toEqual([]);
  });

  it.each([
    ['HEAD', 404, 'fails', 1],
    ['HEAD', 403, 'fails', 1],
    ['HEAD', 301, 'fails', 1],
    ['HEAD', 503, 'undecided', 1],
    ['HEAD', 429, 'undecided', 1],
    ['PUT', 403, 'fails', 2],
    ['PUT', 501, 'fails', 2],
    ['PUT', 500, 'undecided', 2],
  ])('takes %s answered with %i for one that %s', async (method, status, outcome, requests) => {
    statuses[method] = status;
    const verdict = await look();
    expect(verdict).toMatchObject({ outcome });
    expect('reason' in verdict && verdict.reason).toContain(`answered ${status} to ${method}`);
    expect(asked.length).toBe(requests);
  });

  it('does not decide without an answer, and asks nothing for a bad ARN', async () => {
    expect(await look({ destinationArn: 'arn:aws:s3:::B' })).toMatchObject({ outcome: 'fails' });
    expect(asked).toEqual([]);
    const answer = look({ destinationArn: 'arn:aws:s3:::example-bucket' });
    expect(await answer).toEqual({ outcome: 'works' });
    const endpoint = {
      url: new URL('http://127.0.0.1:1'),
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' },
    };
    const { expectedBucketOwner: _, ...anybody } = destination;
    const verdict = await remoteStorage(endpoint, new ManualClock(0)).look(anybody);
    expect(verdict).toMatchObject({ outcome: 'undecided' });
  });
});
