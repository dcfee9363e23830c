import { expect, it } from 'vitest';
import { apiCallAction } from './api-call-action.ts';
import { exampleEvent } from './testing.ts';

const callFrom = (sourceIPAddress: unknown) =>
  apiCallAction(exampleEvent({ sourceIPAddress })).AwsApiCallAction;

it('says what was called, and what it changed', () => {
  const event = exampleEvent({ errorCode: 'AccessDenied' });
  const affectedResources = { 'AWS::S3::Bucket': 'records-example' };
  const remoteAccount = { AccountId: '444455556666', Affiliated: true };
  expect(apiCallAction(event, { affectedResources, remoteAccount })).toEqual({
    ActionType: 'AWS_API_CALL',
    AwsApiCallAction: {
      Api: 'PutBucketPolicy',
      ServiceName: 's3.amazonaws.com',
      CallerType: 'Remote IP',
      ErrorCode: 'AccessDenied',
      RemoteIpDetails: { IpAddressV4: '203.0.113.17' },
      UserAgent: 'aws-cli/2.17.0',
      RemoteAccountDetails: remoteAccount,
      AffectedResources: affectedResources,
    },
  });
});

it('takes an address, a service name, or nothing from the source address', () => {
  expect(callFrom('2001:db8::1')?.RemoteIpDetails).toEqual({ IpAddressV6: '2001:db8::1' });
  const service = callFrom('cloudformation.amazonaws.com');
  expect(service?.CallerType).toBe('Domain');
  expect(service?.DomainDetails).toEqual({ Domain: 'cloudformation.amazonaws.com' });
  for (const nothing of ['AWS Internal', '08.1.250.216', '', 7, null]) {
    const call = callFrom(nothing);
    expect(call?.RemoteIpDetails).toBeUndefined();
    expect(call?.DomainDetails).toBeUndefined();
    expect(call?.CallerType).toBeUndefined();
  }
});
