import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as guardduty from '@aws-sdk/client-guardduty';
import * as s3 from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { callS3 } from '../../src/lib/s3-client.ts';
import { enable, type TestAccount, VedetteServer } from './vedette-server.ts';

const REGION = 'us-east-1';
const KALI = 'aws-cli/2.15.0 exe/x86_64.kali.2026';

describe('the embedded S3 in the trail', () => {
  let server: VedetteServer;
  let owner: TestAccount;
  let detector: string;
  let buckets: s3.S3Client;

  beforeAll(async () => {
    server = await VedetteServer.start({ auditDetection: true });
    owner = await server.account('111122223333');
    detector = await enable(owner);
    const { endpoint, region, credentials } = owner.caller;
    buckets = new s3.S3Client({
      ...{ endpoint: endpoint.origin, region, credentials, forcePathStyle: true },
    });
    await buckets.send(new s3.CreateBucketCommand({ Bucket: 'watched' }));
    await put('a.txt');
  });
  afterAll(() => server?.stop());

  const put = (Key: string) =>
    buckets.send(new s3.PutObjectCommand({ Bucket: 'watched', Key, Body: 'secret' }));

  async function findings(account: TestAccount, detectorId: string, type: string) {
    const criterion = { FindingCriteria: { Criterion: { type: { Equals: [type] } } } };
    const list = new guardduty.ListFindingsCommand({ DetectorId: detectorId, ...criterion });
    const { FindingIds = [] } = await account.guardduty.send(list);
    const get = new guardduty.GetFindingsCommand({ DetectorId: detectorId, FindingIds });
    return (await account.guardduty.send(get)).Findings ?? [];
  }

  /** Reads an object with a user agent of the caller's choice. */
  function read(account: TestAccount, key: string, agent: string) {
    const { endpoint, credentials } = account.caller;
    const headers = { 'user-agent': agent };
    const at = { url: endpoint, region: REGION, credentials };
    return callS3(at, systemClock, { method: 'GET', bucket: 'watched', key, headers });
  }

  async function lookUp(account: TestAccount) {
    const { endpoint, region, credentials } = account.caller;
    const settings = { endpoint: endpoint.origin, region, credentials };
    const client = new cloudtrail.CloudTrailClient(settings);
    const { Events = [] } = await client.send(
      new cloudtrail.LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: 'EventSource', AttributeValue: 's3.amazonaws.com' }],
      }),
    );
    return Events.map(({ CloudTrailEvent = '{}' }) => JSON.parse(CloudTrailEvent));
  }

  test('has what is done to buckets, and not what is done to objects', async () => {
    const policy = {
      Version: '2012-10-17',
      Statement: [
        {
          ...{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject' },
          Resource: 'arn:aws:s3:::watched/*',
        },
      ],
    };
    const Bucket = 'watched';
    await buckets.send(new s3.DeletePublicAccessBlockCommand({ Bucket }));
    const Policy = JSON.stringify(policy);
    await buckets.send(new s3.PutBucketPolicyCommand({ Bucket, Policy }));
    const events = await lookUp(owner);
    expect(events.map(({ eventName }) => eventName)).toEqual([
      'PutBucketPolicy',
      'DeleteBucketPublicAccessBlock',
      'CreateBucket',
    ]);
    expect(events[0]).toMatchObject({
      userIdentity: { type: 'Root', accountId: '111122223333' },
      requestParameters: { bucketName: 'watched', bucketPolicy: policy },
      resources: [{ type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::watched' }],
      ...{ readOnly: false, managementEvent: true, eventCategory: 'Management' },
    });
  });

  test('is looked at: a bucket that was opened to everybody is found', async () => {
    const type = 'Policy:S3/BucketAnonymousAccessGranted';
    await expect.poll(() => findings(owner, detector, type)).toHaveLength(1);
    const disabled = 'Policy:S3/BucketBlockPublicAccessDisabled';
    await expect.poll(() => findings(owner, detector, disabled)).toHaveLength(1);
  });

  test('is looked at: requests for objects, while the feature for them is on', async () => {
    const type = 'PenTest:S3/KaliLinux';
    const Features = (Status: 'ENABLED' | 'DISABLED') => ({
      Features: [{ Name: 'S3_DATA_EVENTS' as const, Status }],
    });
    const off = new guardduty.UpdateDetectorCommand({
      DetectorId: detector,
      ...Features('DISABLED'),
    });
    await owner.guardduty.send(off);
    expect((await read(owner, 'a.txt', KALI)).status).toBe(200);
    const other = await server.account('444455556666');
    const others = await enable(other);
    // Whoever asks has the event as well as the owner; this one shows that both were judged.
    expect((await read(other, 'a.txt', KALI)).status).toBe(200);
    await expect.poll(() => findings(other, others, type)).toHaveLength(1);
    expect(await findings(owner, detector, type)).toEqual([]);

    const on = new guardduty.UpdateDetectorCommand({
      DetectorId: detector,
      ...Features('ENABLED'),
    });
    await owner.guardduty.send(on);
    await expect
      .poll(
        async () => {
          await read(owner, 'none.txt', KALI);
          return findings(owner, detector, type);
        },
        { timeout: 30_000, interval: 1000 },
      )
      .toHaveLength(1);
    const [found] = await findings(owner, detector, type);
    expect(found?.Resource?.S3BucketDetails?.[0]).toMatchObject({ Name: 'watched' });
  }, 60_000);
});
