import type {
  CloudTrailEvent,
  DatabaseLoginEvent,
  DnsEvent,
  FlowEvent,
  KubernetesEvent,
} from '../normalise/event.ts';
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
  const identity = whole.userIdentity as Readonly<Record<string, string>>;
  return {
    kind: 'cloudtrail',
    id: 'example-event',
    time: EXAMPLE_TIME,
    accountId: '111122223333',
    region: 'eu-west-1',
    source: String(whole.eventSource),
    name: String(whole.eventName),
    userAgent: String(whole.userAgent),
    sourceAddress: String(whole.sourceIPAddress),
    identityType: identity.type ?? '',
    sessionName: identity.principalId?.split(':')[1] ?? '',
    accessKeyId: identity.accessKeyId ?? '',
    issuedTo: '',
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

const OWNED = {
  accountId: '111122223333',
  region: 'eu-west-1',
  id: '',
  time: EXAMPLE_TIME,
} as const;

/** A TLS connection from an instance to an address that nobody has listed. */
export function exampleFlow(more: Partial<FlowEvent> = {}): FlowEvent {
  return {
    ...OWNED,
    kind: 'flow',
    interfaceId: 'eni-0123456789abcdef0',
    instanceId: 'i-0123456789abcdef0',
    functionArn: '',
    vpcId: 'vpc-0123456789abcdef0',
    subnetId: 'subnet-0123456789abcdef0',
    localAddress: '10.0.0.5',
    remoteAddress: '203.0.113.17',
    localPort: 49_152,
    remotePort: 443,
    protocol: 6,
    packets: 10,
    bytes: 4_000,
    seconds: 30,
    accepted: true,
    outbound: true,
    ...more,
  };
}

export function exampleQuery(more: Partial<DnsEvent> = {}): DnsEvent {
  return {
    ...OWNED,
    kind: 'dns',
    vpcId: 'vpc-0123456789abcdef0',
    instanceId: 'i-0123456789abcdef0',
    sourceAddress: '10.0.0.5',
    domain: 'www.example.com',
    queryType: 'A',
    responseCode: 'NOERROR',
    protocol: 'UDP',
    answers: ['203.0.113.17'],
    blocked: false,
    ...more,
  };
}

export function exampleRequest(more: Partial<KubernetesEvent> = {}): KubernetesEvent {
  return {
    ...OWNED,
    kind: 'kubernetes',
    cluster: 'example',
    verb: 'list',
    resource: 'configmaps',
    subresource: '',
    namespace: 'default',
    username: 'maria.example',
    sourceAddress: '203.0.113.17',
    record: {},
    ...more,
  };
}

export function exampleLogin(more: Partial<DatabaseLoginEvent> = {}): DatabaseLoginEvent {
  return {
    ...OWNED,
    kind: 'database-login',
    engine: 'postgres',
    database: 'orders',
    cluster: '',
    user: 'maria_example',
    application: 'psql',
    schema: 'orders',
    sourceAddress: '203.0.113.17',
    outcome: 'success',
    ...more,
  };
}
