import { expect, it } from 'vitest';
import { s3Hit } from './s3-hit.ts';
import { exampleEvent } from './testing.ts';

const parts = { type: 'A:S3/B', severity: 8, title: 't', description: 'd' };
const getObject = exampleEvent({
  eventName: 'GetObject',
  requestParameters: { bucketName: 'records-example', key: 'a/b.csv', versionId: 'v1' },
});

it('is about the bucket, names the object, and keeps the credentials', () => {
  const made = s3Hit(getObject, 'records-example', parts);
  expect(made.key).toBe('records-example|AIDAEXAMPLE0000MARIA');
  expect(made.resource.ResourceType).toBe('S3Bucket');
  expect(made.resource.AccessKeyDetails?.UserName).toBe('maria.example');
  expect(made.resource.S3BucketDetails).toEqual([
    {
      Arn: 'arn:aws:s3:::records-example',
      Name: 'records-example',
      Type: 'Destination',
      S3ObjectDetails: [
        { ObjectArn: 'arn:aws:s3:::records-example/a/b.csv', Key: 'a/b.csv', VersionId: 'v1' },
      ],
    },
  ]);
  expect(made.action?.AwsApiCallAction?.AffectedResources).toEqual({
    'AWS::S3::Bucket': 'records-example',
    'AWS::S3::Object': 'arn:aws:s3:::records-example/a/b.csv',
  });
});

it('names no object where there is none, and nobody where nobody signed', () => {
  const listing = exampleEvent({
    eventName: 'ListObjects',
    requestParameters: { bucketName: 'records-example' },
    userIdentity: { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' },
  });
  const made = s3Hit(listing, 'records-example', parts);
  expect(made.key).toBe('records-example|anonymous');
  expect(made.resource.S3BucketDetails?.[0]).not.toHaveProperty('S3ObjectDetails');
});
