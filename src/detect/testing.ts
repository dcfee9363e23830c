import type { CloudTrailEvent } from '../normalise/event.ts';
import type { Hit } from './define.ts';

/** 2026-03-02T09:14:27Z. */
export const EXAMPLE_TIME = 1_772_442_867_000;

/** An event as the reader makes it from this record, of an IAM user where it does not say. */
export function exampleEvent(
  record: Readonly<Record<string, unknown>> = {},
  head: Partial<CloudTrailEvent> = {},
): CloudTrailEvent {
  const whole: Record<string, unknown> = {
    eventSource: 's3.amazonaws.com',
    eventName: 'PutBucketPolicy',
    sourceIPAddress: '203.0.113.17',
    userAgent: 'aws-cli/2.17.0',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLE0000MARIA',
      accessKeyId: 'AKIAEXAMPLE000MARIA1',
      userName: 'maria.example',
    },
    ...record,
  };
  const identity = whole.userIdentity as { readonly type?: string };
  return {
    kind: 'cloudtrail',
    id: 'example-event',
    time: EXAMPLE_TIME,
    accountId: '111122223333',
    region: 'eu-west-1',
    source: String(whole.eventSource),
    name: String(whole.eventName),
    userAgent: String(whole.userAgent),
    identityType: identity.type ?? '',
    record: whole,
    ...head,
  };
}

export function exampleHit(parts: Partial<Hit> = {}): Hit {
  return {
    type: 'Policy:S3/BucketAnonymousAccessGranted',
    severity: 5,
    accountId: '111122223333',
    region: 'eu-west-1',
    time: EXAMPLE_TIME,
    key: 'records-example',
    title: 'An example of maria.example',
    description: 'An example of maria.example on records-example.',
    resource: {
      ResourceType: 'AccessKey',
      AccessKeyDetails: {
        AccessKeyId: 'AKIAEXAMPLE000MARIA1',
        PrincipalId: 'AIDAEXAMPLE0000MARIA',
        UserName: 'maria.example',
        UserType: 'IAMUser',
      },
      S3BucketDetails: [{ Name: 'records-example', Arn: 'arn:aws:s3:::records-example' }],
    },
    action: {
      ActionType: 'AWS_API_CALL',
      AwsApiCallAction: { Api: 'Example', RemoteIpDetails: { IpAddressV4: '203.0.113.17' } },
    },
    resourceRole: 'TARGET',
    additionalInfo: { because: 'maria.example' },
    ...parts,
  };
}
