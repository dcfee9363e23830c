/** Findings that leave for storage that nobody here wrote, and logs that are read out of it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as guardduty from '@aws-sdk/client-guardduty';
import * as s3 from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { S3Endpoint } from '../../src/lib/s3-client.ts';
import { programIsThere } from './presence.ts';
import { startSwift } from './swift.ts';
import { freePort, Vedette } from './vedette.ts';

const hasSwift =
  programIsThere('swift-proxy-server', ['--help'], 'the export to OpenStack Swift') &&
  programIsThere('swift-object-server', ['--help'], 'the export to OpenStack Swift');
const hasMoto = programIsThere('moto_server', ['--help'], 'the export to moto_server');

const ACCOUNT = '444455556666';
const TYPE = 'Stealth:IAMUser/CloudTrailLoggingDisabled';
const TRAIL_KEY = `AWSLogs/${ACCOUNT}/CloudTrail/us-east-1/2026/03/02/a b+c.json.gz`;

let folder: string;
const stops: (() => Promise<void>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-storage-'));
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  await rm(folder, { recursive: true, force: true });
});

async function startMoto(): Promise<S3Endpoint> {
  const port = await freePort();
  const args = ['-H', '127.0.0.1', '-p', String(port)];
  const child: ChildProcess = spawn('moto_server', args, { stdio: 'ignore' });
  stops.push(async () => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  });
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
  return { url: new URL(`http://127.0.0.1:${port}`), region: 'us-east-1', credentials };
}

/** Buckets for findings and logs, once the service answers. */
async function openBuckets({ url, region, credentials }: S3Endpoint): Promise<s3.S3Client> {
  const settings = { endpoint: url.origin, region, credentials, forcePathStyle: true };
  const client = new s3.S3Client({
    ...settings,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    maxAttempts: 1,
  });
  // A busy machine takes a minute to start such a service.
  for (let tries = 1; ; tries += 1) {
    try {
      await client.send(new s3.CreateBucketCommand({ Bucket: 'findings-example' }));
      break;
    } catch (error) {
      if (tries === 240) throw error;
      await sleep(500);
    }
  }
  await client.send(new s3.CreateBucketCommand({ Bucket: 'logs-example' }));
  return client;
}

async function deliverTrail(client: s3.S3Client): Promise<void> {
  const record = {
    eventVersion: '1.08',
    eventID: 'f1e2d3c4-0000-4000-8000-000000000001',
    eventTime: '2026-03-02T09:14:27Z',
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'DeleteTrail',
    awsRegion: 'us-east-1',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-cli/2.15.0',
    recipientAccountId: ACCOUNT,
    userIdentity: {
      ...{ type: 'IAMUser', principalId: 'AIDAEXAMPLE', accountId: ACCOUNT, userName: 'alice' },
      arn: `arn:aws:iam::${ACCOUNT}:user/alice`,
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    },
    requestParameters: { name: 'trail' },
  };
  const Body = gzipSync(JSON.stringify({ Records: [record] }));
  await client.send(new s3.PutObjectCommand({ Bucket: 'logs-example', Key: TRAIL_KEY, Body }));
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 120; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(500);
  }
  throw new Error('it did not come in a minute');
}

/** The lines of all exported objects, once there are so many. */
function exported(client: s3.S3Client, count: number) {
  const Prefix = `siem/AWSLogs/${ACCOUNT}/GuardDuty/us-east-1/`;
  const list = new s3.ListObjectsV2Command({ Bucket: 'findings-example', Prefix });
  return until(async () => {
    const { Contents = [] } = await client.send(list);
    const found: { id: string; title: string; updatedAt: string }[] = [];
    for (const { Key } of Contents) {
      const get = new s3.GetObjectCommand({ Bucket: 'findings-example', Key });
      const bytes = await (await client.send(get)).Body?.transformToByteArray();
      const text = gunzipSync(bytes ?? new Uint8Array()).toString('utf8');
      found.push(
        ...text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
      );
    }
    return found.length === count ? found : undefined;
  });
}

/** Both findings, the sample's and the trail's, arrive as GetFindings has them. */
async function expectExport(endpoint: S3Endpoint, more: readonly string[]): Promise<s3.S3Client> {
  const client = await openBuckets(endpoint);
  const vedette = await Vedette.start(endpoint, more);
  stops.push(() => vedette.stop());
  const { accountId: _, ...credentials } = await vedette.createAccount(ACCOUNT, 'a@example.com');
  const settings = { endpoint: vedette.endpoint, region: 'us-east-1', credentials };
  const api = new guardduty.GuardDutyClient(settings);
  const { DetectorId } = await api.send(new guardduty.CreateDetectorCommand({ Enable: true }));
  const destination = {
    ...{ DetectorId, DestinationType: 'S3' as const },
    DestinationProperties: {
      DestinationArn: 'arn:aws:s3:::findings-example/siem/',
      KmsKeyArn: `arn:aws:kms:us-east-1:${ACCOUNT}:key/84cee9c5-dea1-401a-ab6d-e1de70000000`,
    },
  };
  const create = new guardduty.CreatePublishingDestinationCommand(destination);
  const { DestinationId } = await api.send(create);
  const describeIt = new guardduty.DescribePublishingDestinationCommand({
    DetectorId,
    DestinationId,
  });
  await until(async () =>
    (await api.send(describeIt)).Status === 'PUBLISHING' ? true : undefined,
  );
  await deliverTrail(client);
  vedette.hangUp();
  const FindingTypes = [TYPE];
  await api.send(new guardduty.CreateSampleFindingsCommand({ DetectorId, FindingTypes }));
  const lines = await exported(client, 2);
  const FindingIds = lines.map(({ id }) => id);
  const get = new guardduty.GetFindingsCommand({ DetectorId, FindingIds });
  const { Findings } = await api.send(get);
  expect(Findings?.map(({ Id, Title, UpdatedAt }) => [Id, Title, UpdatedAt])).toEqual(
    lines.map(({ id, title, updatedAt }) => [id, title, updatedAt]),
  );
  const absent = {
    ...destination.DestinationProperties,
    DestinationArn: 'arn:aws:s3:::nobody-has-this',
  };
  const update = { DetectorId, DestinationId, DestinationProperties: absent };
  await expect(api.send(new guardduty.UpdatePublishingDestinationCommand(update))).rejects.toThrow(
    'the resource specified in the destinationArn parameter does not exist',
  );
  return client;
}

const SOURCE = ['--source', 's3://logs-example/AWSLogs/'];

describe('storage that is not ours', () => {
  test.skipIf(!hasSwift)(
    'OpenStack Swift takes exports, encrypting by itself, and gives logs',
    async () => {
      const swift = await startSwift(folder);
      stops.push(swift.stop);
      await expectExport(swift.endpoint, ['--s3-without-kms', ...SOURCE]);
    },
    400_000,
  );

  test.skipIf(!hasMoto)(
    'moto takes exports under the key that the destination names, and gives logs',
    async () => {
      const client = await expectExport(await startMoto(), SOURCE);
      const marker = { Bucket: 'findings-example', Key: 'siem/AWSLogs/' };
      const head = await client.send(new s3.HeadObjectCommand(marker));
      expect(head.ServerSideEncryption).toBe('aws:kms');
      expect(head.SSEKMSKeyId).toContain(':key/84cee9c5');
    },
    400_000,
  );
});
