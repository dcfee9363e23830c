/** What the server reads out of its own S3: logs that are delivered there, lists of accounts. */
import { gzipSync } from 'node:zlib';
import * as guardduty from '@aws-sdk/client-guardduty';
import * as s3 from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { callVedette } from '../../src/cli/call-vedette.ts';
import { sourcesCommand } from '../../src/cli/sources.ts';
import { settingsOf } from './iam-account.ts';
import { enable, type TestAccount, VedetteServer } from './vedette-server.ts';

const SOURCE = 's3://trail-example/AWSLogs/';

describe('the embedded S3 as a source', () => {
  let server: VedetteServer;
  let account: TestAccount;
  let stranger: TestAccount;
  let detector: string;
  const clientOf = (owner: TestAccount) =>
    new s3.S3Client({ ...settingsOf(owner), forcePathStyle: true });

  beforeAll(async () => {
    server = await VedetteServer.start({
      sources: [{ bucket: 'trail-example', prefix: 'AWSLogs/' }],
    });
    account = await server.account('444455556666');
    stranger = await server.account('123456789012');
    detector = await enable(account);
  });
  afterAll(() => server?.stop());

  test('finds in delivered trails, and shows the source', async () => {
    const client = clientOf(account);
    const Bucket = 'trail-example';
    const record = {
      eventVersion: '1.08',
      eventID: 'f1e2d3c4-0000-4000-8000-000000000001',
      eventTime: '2026-03-02T09:14:27Z',
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      awsRegion: 'us-east-1',
      sourceIPAddress: '198.51.100.7',
      userAgent: 'aws-cli/2.15.0',
      recipientAccountId: account.accountId,
      userIdentity: {
        type: 'IAMUser',
        principalId: 'AIDAEXAMPLE',
        arn: `arn:aws:iam::${account.accountId}:user/alice`,
        accountId: account.accountId,
        accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
        userName: 'alice',
      },
      requestParameters: { name: 'trail' },
    };
    const folder = `AWSLogs/${account.accountId}/CloudTrail/us-east-1/2026/03/02/`;
    await client.send(new s3.CreateBucketCommand({ Bucket }));
    const Body = gzipSync(JSON.stringify({ Records: [record] }));
    await client.send(new s3.PutObjectCommand({ Bucket, Key: `${folder}a.json.gz`, Body }));
    server.vedette.reload();
    const list = new guardduty.ListFindingsCommand({ DetectorId: detector });
    await vi.waitFor(
      async () => expect((await account.guardduty.send(list)).FindingIds).toHaveLength(1),
      { timeout: 30_000 },
    );
    const { body } = await callVedette(account.caller, { method: 'GET', path: '/sources' });
    expect(body.sources).toEqual([expect.objectContaining({ source: SOURCE, records: 1 })]);
    const own = await callVedette(server.rootCaller, { method: 'GET', path: '/sources' });
    expect(own.body.sources).toEqual([expect.objectContaining({ source: SOURCE, declared: true })]);
    await server.vedette.store.ingest.setSilent('999999999999', SOURCE, 1_772_442_000_000);
    expect(await sources()).toMatch(/s3:\/\/trail-example.* 0 .*2026-03-02T09:00:00\.000Z/);
  });

  /** What `vedette sources` prints for the management account. */
  async function sources(): Promise<string> {
    const printed = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const { endpoint, credentials } = server.rootCaller;
    vi.stubEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey);
    vi.stubEnv('AWS_REGION', 'us-east-1');
    try {
      const args = ['--endpoint', endpoint.origin];
      await sourcesCommand().parseAsync(args, { from: 'user' });
      return printed.mock.calls.join();
    } finally {
      printed.mockRestore();
      vi.unstubAllEnvs();
    }
  }

  const status = async (IpSetId: string | undefined) =>
    vi.waitFor(async () => {
      const get = new guardduty.GetIPSetCommand({ DetectorId: detector, IpSetId });
      const answer = await account.guardduty.send(get);
      expect(answer.Status).not.toBe('ACTIVATING');
      return answer.Status;
    });

  async function trusted(more: object): Promise<string | undefined> {
    const given = { DetectorId: detector, Name: 'trusted', Format: 'TXT' as const, Activate: true };
    const create = new guardduty.CreateIPSetCommand({ ...given, Location: '', ...more });
    const { IpSetId } = await account.guardduty.send(create);
    const ended = await status(IpSetId);
    const DetectorId = detector;
    await account.guardduty.send(new guardduty.DeleteIPSetCommand({ DetectorId, IpSetId }));
    return ended;
  }

  test('reads lists as their account may, and from the owner that it expects', async () => {
    for (const [owner, Bucket] of [
      [account, 'own-lists'],
      [stranger, 'their-lists'],
    ] as const) {
      const client = clientOf(owner);
      await client.send(new s3.CreateBucketCommand({ Bucket }));
      const put = { Bucket, Key: 'a.txt', Body: Buffer.from('198.51.100.7\n') };
      await client.send(new s3.PutObjectCommand(put));
    }
    const own = { Location: 's3://own-lists/a.txt' };
    expect(await trusted(own)).toBe('ACTIVE');
    expect(await trusted({ ...own, ExpectedBucketOwner: account.accountId })).toBe('ACTIVE');
    expect(await trusted({ ...own, ExpectedBucketOwner: stranger.accountId })).toBe('ERROR');
    const theirs = { Location: 's3://their-lists/a.txt' };
    expect(await trusted(theirs)).toBe('ERROR');
    const Statement = {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account.accountId}:root` },
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::their-lists/*',
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    const allow = new s3.PutBucketPolicyCommand({ Bucket: 'their-lists', Policy });
    await clientOf(stranger).send(allow);
    expect(await trusted(theirs)).toBe('ACTIVE');
  });

  test('says of an entity list why the bucket is not the expected one', async () => {
    const { ThreatEntitySetId } = await account.guardduty.send(
      new guardduty.CreateThreatEntitySetCommand({
        ...{ DetectorId: detector, Name: 'threats', Format: 'TXT', Activate: true },
        Location: 's3://their-lists/a.txt',
      }),
    );
    const get = new guardduty.GetThreatEntitySetCommand({
      DetectorId: detector,
      ThreatEntitySetId,
    });
    const answer = await vi.waitFor(async () => {
      const now = await account.guardduty.send(get);
      expect(now.Status).toBe('ERROR');
      return now;
    });
    expect(answer.ErrorDetails).toBe(
      "The request failed because the expected bucket owner doesn't match the actual S3 bucket " +
        'owner. Verify the account ID and bucket ownership, and then retry.',
    );
  });
});
