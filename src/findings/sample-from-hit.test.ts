import { expect, it } from 'vitest';
import { exampleHit } from '../detect/testing.ts';
import { sampleFromHit } from './sample-from-hit.ts';

const PLACE = { accountId: '444455556666', region: 'us-west-2', partition: 'aws', now: 5 };

it('leaves no name, address, account or Region of the case, in details as in texts', () => {
  const sample = sampleFromHit(exampleHit({ key: '111122223333' }), PLACE);
  const text = JSON.stringify(sample);
  for (const name of [
    'maria',
    'MARIA',
    'records-example',
    '203.0.113',
    '111122223333',
    'eu-west-1',
  ]) {
    expect(text).not.toContain(name);
  }
  expect(sample.title).toBe('An example of GeneratedFindingUserName');
  expect(sample.resource.S3BucketDetails?.[0]?.Arn).toBe('arn:aws:s3:::GeneratedFindingS3Bucket');
  expect(sample).toMatchObject({ accountId: '444455556666', region: 'us-west-2', time: 5 });
});

it('keeps the type and the word of the root user', () => {
  const resource = { AccessKeyDetails: { UserName: 'Root', UserType: 'Root' } };
  const type = 'Policy:IAMUser/RootCredentialUsage';
  const sample = sampleFromHit(exampleHit({ type, title: 'Root', resource }), PLACE);
  expect([sample.type, sample.title]).toEqual([type, 'Root']);
  expect(sample.resource.AccessKeyDetails?.UserName).toBe('Root');
});
