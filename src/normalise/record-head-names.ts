import { KeyTable } from './key-table.ts';

export * from './assembly/members.ts';

/** In the order of their numbers. */
export const RECORD_KEYS = new KeyTable([
  'recipientAccountId',
  'awsRegion',
  'eventSource',
  'eventName',
  'userAgent',
  'sourceIPAddress',
  'vpcEndpointAccountId',
  // Route 53's queries.
  'query_name',
  'account_id',
  'region',
  'eventCategory',
  // Kubernetes' requests.
  'auditID',
  'stage',
  'verb',
  'digestStartTime',
  'requestParameters',
  'userIdentity',
  'answers',
  'objectRef',
  'user',
  'impersonatedUser',
  'sourceIPs',
  'type',
  'accountId',
  'principalId',
  'accessKeyId',
  'inScopeOf',
  'issuerType',
  'bucketName',
  'Rdata',
  'resource',
  'subresource',
  'namespace',
  'username',
  'Records',
  // Kubernetes' event lists.
  'items',
  // CloudWatch Logs: subscriptions, and `aws logs filter-log-events`.
  'logEvents',
  'events',
  // `aws cloudtrail lookup-events`.
  'Events',
]);

/** What services pass to Lambda functions has such sources, as in `aws:sqs`, and is no record. */
export const INPUT_SOURCES = 'aws:';
