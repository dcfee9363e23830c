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

it('leaves no machine, peer or list of the case either', () => {
  const hit = exampleHit({
    title: 'i-0123456789abcdef0 reached for 203.0.113.17 as www.bad.example.com',
    resource: {
      ResourceType: 'Instance',
      InstanceDetails: {
        InstanceId: 'i-0123456789abcdef0',
        NetworkInterfaces: [{ PrivateIpAddress: '10.0.0.5', PublicIp: '203.0.113.5' }],
      },
      LambdaDetails: { FunctionName: 'orders' },
    },
    action: {
      NetworkConnectionAction: {
        RemoteIpDetails: { IpAddressV4: '203.0.113.17' },
        LocalIpDetails: { IpAddressV4: '10.0.0.5' },
      },
      DnsRequestAction: { Domain: 'www.bad.example.com', DomainWithSuffix: 'example.com' },
    },
    evidence: { ThreatIntelligenceDetails: [{ ThreatListName: 'declared phishing' }] },
    additionalInfo: { threatListName: 'declared phishing' },
  });
  const text = JSON.stringify({ ...sampleFromHit(hit, PLACE), key: '' });
  for (const name of ['i-0123', '203.0.113', '10.0.0.5', 'example.com', 'orders', 'declared']) {
    expect(text).not.toContain(name);
  }
  expect(sampleFromHit(hit, PLACE).title).toBe(
    'i-99999999 reached for 198.51.100.0 as GeneratedFindingDomainName',
  );
});
