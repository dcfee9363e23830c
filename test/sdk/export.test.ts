/** Findings that leave for a bucket, under the customer's key, as clients of AWS see them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as guardduty from '@aws-sdk/client-guardduty';
import * as kms from '@aws-sdk/client-kms';
import * as s3 from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { callVedette } from '../../src/cli/call-vedette.ts';
import { settingsOf } from './iam-account.ts';
import {
  accept,
  enable,
  invite,
  refusal,
  type TestAccount,
  VedetteServer,
} from './vedette-server.ts';

const TYPE = 'Stealth:IAMUser/CloudTrailLoggingDisabled';

describe('a publishing destination', () => {
  let server: VedetteServer;
  let owner: TestAccount;
  let detector: string;
  let storage: s3.S3Client;
  let keys: kms.KMSClient;
  let Bucket: string;
  let key: string;
  let tests = 10;
  beforeAll(async () => {
    server = await VedetteServer.start();
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    tests += 1;
    owner = await server.account(`4444555566${tests}`);
    detector = await enable(owner);
    storage = new s3.S3Client({ ...settingsOf(owner), forcePathStyle: true });
    keys = new kms.KMSClient(settingsOf(owner));
    Bucket = `findings-example-${tests}`;
    await storage.send(new s3.CreateBucketCommand({ Bucket }));
    const made = await keys.send(new kms.CreateKeyCommand({ Policy: keyPolicy() }));
    key = made.KeyMetadata?.Arn ?? '';
  });

  const service = { Service: 'guardduty.amazonaws.com' };
  const ofOwner = () => ({
    StringEquals: { 'aws:SourceAccount': owner.accountId },
    ArnLike: { 'aws:SourceArn': `arn:aws:guardduty:us-east-1:${owner.accountId}:detector/*` },
  });

  function keyPolicy(): string {
    const Resource = '*';
    const AWS = `arn:aws:iam::${owner.accountId}:root`;
    return JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS }, Action: 'kms:*', Resource },
        {
          Effect: 'Allow',
          Principal: service,
          Action: 'kms:GenerateDataKey',
          Resource,
          Condition: ofOwner(),
        },
      ],
    });
  }

  async function letGuardDutyIn(): Promise<void> {
    const arn = `arn:aws:s3:::${Bucket}`;
    const may = (Action: string, Resource: string) => ({
      Effect: 'Allow',
      Principal: service,
      Action,
      Resource,
      Condition: ofOwner(),
    });
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        may('s3:GetBucketLocation', arn),
        may('s3:PutObject', `${arn}/*`),
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:PutObject',
          Resource: `${arn}/*`,
          Condition: {
            StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': key },
          },
        },
      ],
    });
    await storage.send(new s3.PutBucketPolicyCommand({ Bucket, Policy }));
  }

  async function createDestination(prefix = ''): Promise<string> {
    const { DestinationId = '' } = await owner.guardduty.send(
      new guardduty.CreatePublishingDestinationCommand({
        DetectorId: detector,
        DestinationType: 'S3',
        DestinationProperties: {
          DestinationArn: `arn:aws:s3:::${Bucket}${prefix}`,
          KmsKeyArn: key,
        },
      }),
    );
    return DestinationId;
  }

  async function statusOf(DestinationId: string): Promise<string | undefined> {
    const input = { DetectorId: detector, DestinationId };
    const answer = await owner.guardduty.send(
      new guardduty.DescribePublishingDestinationCommand(input),
    );
    return answer.Status;
  }

  const settles = (id: string, status: string) =>
    vi.waitFor(async () => expect(await statusOf(id)).toBe(status), 60_000);

  async function objects(): Promise<string[]> {
    const listed = await storage.send(new s3.ListObjectsV2Command({ Bucket }));
    return (listed.Contents ?? []).map((one) => one.Key ?? '').filter((one) => /gz$/.test(one));
  }

  const NOT_PERMITTED =
    'BadRequestException: The request failed because the GuardDuty service principal does not ' +
    'have permission to the KMS key or the resource specified by the destinationArn parameter. ' +
    'Refer to https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html';

  test('is refused where GuardDuty may not write, and kept where it may', async () => {
    expect(await refusal(createDestination())).toBe(NOT_PERMITTED);
    await letGuardDutyIn();
    await keys.send(new kms.DisableKeyCommand({ KeyId: key }));
    expect(await refusal(createDestination())).toBe(NOT_PERMITTED);
    await keys.send(new kms.EnableKeyCommand({ KeyId: key }));
    await settles(await createDestination(), 'PUBLISHING');
  });

  test('is refused with a key of another Region, and without its bucket', async () => {
    await letGuardDutyIn();
    const own = key;
    key = key.replace('us-east-1', 'eu-west-1');
    expect(await refusal(createDestination())).toBe(NOT_PERMITTED);
    key = own;
    Bucket = 'nobody-has-this-bucket';
    expect(await refusal(createDestination())).toBe(
      'BadRequestException: The request failed because the resource specified in the ' +
        'destinationArn parameter does not exist.',
    );
  });

  test('is refused below a folder that is not there, in the bucket of another', async () => {
    await letGuardDutyIn();
    const stranger = await server.account(`1111222277${tests}`);
    const DetectorId = await enable(stranger);
    const theirs = new kms.KMSClient(settingsOf(stranger));
    const Policy = keyPolicy().replaceAll(owner.accountId, stranger.accountId);
    const made = await theirs.send(new kms.CreateKeyCommand({ Policy }));
    const statement = (Action: string[], Resource: string, Principal: object) => ({
      ...{ Effect: 'Allow', Principal, Action, Resource },
    });
    const arn = `arn:aws:s3:::${Bucket}`;
    const letIn = (Principal: object, ...more: string[]) => [
      statement(['s3:GetBucketLocation', 's3:ListBucket'], arn, Principal),
      statement(['s3:PutObject', ...more], `${arn}/*`, Principal),
    ];
    const root = { AWS: `arn:aws:iam::${stranger.accountId}:root` };
    const put = (...Statement: object[]) =>
      storage.send(
        new s3.PutBucketPolicyCommand({
          Bucket,
          Policy: JSON.stringify({ Version: '2012-10-17', Statement: Statement.flat() }),
        }),
      );
    const create = () =>
      stranger.guardduty.send(
        new guardduty.CreatePublishingDestinationCommand({
          DetectorId,
          DestinationType: 'S3',
          DestinationProperties: {
            DestinationArn: `${arn}/theirs/`,
            KmsKeyArn: made.KeyMetadata?.Arn,
          },
        }),
      );
    await put(...letIn(service));
    const start = 'BadRequestException: The request failed because ';
    expect(await refusal(create())).toBe(
      `${start}the resource folder specified in the destinationArn parameter does not exist.`,
    );
    await storage.send(new s3.PutObjectCommand({ Bucket, Key: 'theirs/' }));
    expect(await refusal(create())).toBe(
      `${start}you do not have the required permissions for the s3:GetObject or ` +
        's3:ListBucket actions.',
    );
    await put(...letIn(service), ...letIn(root, 's3:GetObject'));
    expect((await create()).DestinationId).toMatch(/^[0-9a-f]{32}$/);
  });

  test('stops and goes on with its key, and loses nothing', async () => {
    await letGuardDutyIn();
    const id = await createDestination('/findings/');
    await settles(id, 'PUBLISHING');
    const marker = { Bucket, Key: 'findings/AWSLogs/' };
    const head = await storage.send(new s3.HeadObjectCommand(marker));
    expect(head).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: key });
    await keys.send(new kms.DisableKeyCommand({ KeyId: key }));
    const sample = { DetectorId: detector, FindingTypes: [TYPE] };
    await owner.guardduty.send(new guardduty.CreateSampleFindingsCommand(sample));
    await settles(id, 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY');
    expect(await objects()).toEqual([]);
    expect(await failureNotices()).toMatchObject([{ status: 'open', region: 'us-east-1' }]);
    await keys.send(new kms.EnableKeyCommand({ KeyId: key }));
    await settles(id, 'PUBLISHING');
    expect(await objects()).toHaveLength(1);
    // One failure, however many tries: one notice, which is closed again, and one mail.
    expect(await failureNotices()).toMatchObject([{ status: 'closed' }]);
    const folder = join(server.dataDirectory, 'outbox');
    const letters = () =>
      readdirSync(folder).filter((name) => name.startsWith(`export-failure-${id}`));
    await vi.waitFor(() => expect(letters()).toHaveLength(1), { timeout: 20_000 });
    const text = readFileSync(join(folder, letters()[0] ?? ''), 'utf8');
    expect(text).toContain(`To: ${owner.email}`);
    expect(text).toContain(`--destination-id ${id}`);
  });

  /** What AWS Health's clients and Vedette's own see of it. */
  async function failureNotices() {
    const { body } = await callVedette(owner.caller, { method: 'GET', path: '/notices' });
    const notices = body.notices as { kind: string; status: string; region: string }[];
    return notices.filter(({ kind }) => kind === 'export-failure');
  }

  test('receives what its account and its members find, as GetFindings has it', async () => {
    await letGuardDutyIn();
    const id = await createDestination();
    await settles(id, 'PUBLISHING');
    const member = await server.account(`1111222266${tests}`);
    const theirs = await enable(member);
    await invite(owner, detector, member);
    await accept(member, theirs);
    for (const [account, DetectorId] of [
      [owner, detector],
      [member, theirs],
    ] as const) {
      const input = { DetectorId, FindingTypes: [TYPE] };
      await account.guardduty.send(new guardduty.CreateSampleFindingsCommand(input));
    }
    const found = await vi.waitFor(
      async () => {
        const all = await objects();
        expect(all).toHaveLength(2);
        return all;
      },
      { timeout: 60_000 },
    );
    for (const accountId of [owner.accountId, member.accountId]) {
      const Key = found.find((one) => one.startsWith(`AWSLogs/${accountId}/`));
      const rest = /GuardDuty\/us-east-1\/\d{4}\/\d\d\/\d\d\/[0-9a-f-]{36}\.jsonl\.gz$/;
      expect(Key).toMatch(rest);
      const { Body, SSEKMSKeyId } = await storage.send(new s3.GetObjectCommand({ Bucket, Key }));
      expect(SSEKMSKeyId).toBe(key);
      const text = gunzipSync((await Body?.transformToByteArray()) ?? Buffer.alloc(0)).toString(
        'utf8',
      );
      const line = JSON.parse(text);
      expect(line).toMatchObject({ accountId, type: TYPE, schemaVersion: '2.0' });
      const { Findings } = await owner.guardduty.send(
        new guardduty.GetFindingsCommand({ DetectorId: detector, FindingIds: [line.id] }),
      );
      expect(Findings?.[0]).toMatchObject({ Id: line.id, Title: line.title, Arn: line.arn });
    }
  });
});
