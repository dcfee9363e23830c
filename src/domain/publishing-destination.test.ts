import { describe, expect, it } from 'vitest';
import {
  applyVerdict,
  isBucketName,
  keyRegion,
  type PublishingDestination,
  parseBucketArn,
} from './publishing-destination.ts';

describe('parseBucketArn', () => {
  it.each([
    ['arn:aws:s3:::bucket', 'bucket', ''],
    ['arn:aws:s3:::bucket/', 'bucket', ''],
    ['arn:aws:s3:::my.bucket-1/folder', 'my.bucket-1', 'folder/'],
    ['arn:aws:s3:::bucket/a/b c/', 'bucket', 'a/b c/'],
  ])('reads %s', (arn, bucket, prefix) => {
    expect(parseBucketArn(arn, 'aws')).toEqual({ bucket, prefix });
  });

  it.each([
    'bucket',
    's3://bucket',
    'arn:aws-cn:s3:::bucket',
    'arn:aws:s3:us-east-1::bucket',
    'arn:aws:s3:::Bucket',
    'arn:aws:s3:::ab',
    'arn:aws:s3:::192.0.2.1',
    'arn:aws:s3:::a..b',
    'arn:aws:s3:::bucket//folder',
    'arn:aws:s3:::bucket/folder//',
    'arn:aws:s3:::bucket/../other/',
    'arn:aws:s3:::bucket/./',
    'arn:aws:s3:::bucket/a\nb',
    `arn:aws:s3:::bucket/${'a'.repeat(513)}`,
  ])('refuses %j', (arn) => {
    expect(parseBucketArn(arn, 'aws')).toBeUndefined();
  });

  it('knows how long names of buckets are', () => {
    expect(['ab', 'abc', 'a'.repeat(63), 'a'.repeat(64)].map(isBucketName)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('keyRegion', () => {
  it.each([
    ['arn:aws:kms:eu-west-1:111122223333:key/84cee9c5-dea1-401a-ab6d-e1de7example', 'eu-west-1'],
    ['arn:aws:kms:us-east-1:111122223333:alias/name', undefined],
    ['arn:aws-cn:kms:cn-north-1:111122223333:key/k', undefined],
    ['arn:aws:kms:cn-north-1:111122223333:key/k', undefined],
    ['arn:aws:kms:nowhere-1:111122223333:key/k', undefined],
    ['arn:aws:kms:us-east-1:1111:key/k', undefined],
    ['k', undefined],
  ])('of %s is %s', (arn, region) => {
    expect(keyRegion(arn, 'aws')).toBe(region);
  });
});

describe('applyVerdict', () => {
  const base: PublishingDestination = {
    destinationId: 'd',
    accountId: '111122223333',
    region: 'us-east-1',
    destinationArn: 'arn:aws:s3:::bucket',
    kmsKeyArn: 'k',
    status: 'PENDING_VERIFICATION',
    tags: {},
    createdAt: 1,
  };
  const failed = applyVerdict(base, { outcome: 'fails', lack: 'bucket', reason: 'r' }, 5);

  it('remembers since when it fails, until it works', () => {
    expect(failed.status).toBe('UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY');
    expect(failed.failureStartedAt).toBe(5);
    expect(applyVerdict(failed, { outcome: 'fails', lack: 'bucket', reason: 'r' }, 9)).toBe(failed);
    const works = applyVerdict(failed, { outcome: 'works' }, 9);
    expect(works).toEqual({ ...base, status: 'PUBLISHING' });
    expect(applyVerdict(works, { outcome: 'works' }, 10)).toBe(works);
  });

  it('takes no answer for neither', () => {
    for (const one of [base, failed]) {
      expect(applyVerdict(one, { outcome: 'undecided', reason: 'r' }, 9)).toBe(one);
    }
  });
});
