import type { Finding } from '@aws-sdk/client-guardduty';
import { expect, test } from 'vitest';
import { relationsOf } from './related.ts';

const finding = (more: object) => ({ AccountId: '111122223333', ...more }) as unknown as Finding;
const account = { propertyKey: 'accountId', operator: '=', value: '111122223333' };

test('a call by a user is related by the user and by where it came from', () => {
  const RemoteIpDetails = { IpAddressV4: '198.51.100.7' };
  const found = relationsOf(
    finding({
      Resource: { AccessKeyDetails: { UserName: 'mallory', AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' } },
      Service: { Action: { AwsApiCallAction: { RemoteIpDetails } } },
    }),
  );
  const name = { propertyKey: 'resource.accessKeyDetails.userName', value: 'mallory' };
  expect(found).toEqual([
    { kind: 'resource', tokens: [account, { ...name, operator: '=' }] },
    {
      kind: 'actor',
      tokens: [
        {
          propertyKey: 'service.action.awsApiCallAction.remoteIpDetails.ipAddressV4',
          operator: '=',
          value: '198.51.100.7',
        },
      ],
    },
  ]);
});

test('a bucket is what a finding is about, before whoever touched it', () => {
  const Resource = {
    S3BucketDetails: [{ Name: 'logs' }],
    AccessKeyDetails: { UserName: 'mallory', AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
  };
  const [resource, actor] = relationsOf(finding({ Resource }));
  expect(resource?.tokens[1]).toMatchObject({ propertyKey: 'resource.s3BucketDetails.name' });
  expect(actor?.tokens[0]).toMatchObject({ value: 'AKIAIOSFODNN7EXAMPLE' });
});

test('nothing named, nothing related', () => {
  expect(relationsOf(finding({ Resource: { InstanceDetails: { InstanceId: '' } } }))).toEqual([]);
});
