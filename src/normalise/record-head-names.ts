import { KeyTable } from './key-table.ts';

/** The members that matter, by number: what `RECORD_KEYS` answers with. First: of a record. */
export const RECIPIENT = 1;
export const REGION = 2;
export const SOURCE = 3;
export const NAME = 4;
export const USER_AGENT = 5;
export const ADDRESS = 6;
export const ENDPOINT = 7;
export const QUERY_NAME = 8;
export const QUERY_ACCOUNT = 9;
export const QUERY_REGION = 10;
export const PARAMETERS = 11;
/** From here on: members of a record that are looked into at once. */
export const LOOKED_INTO = 12;
export const IDENTITY = 12;
export const ANSWERS = 13;
export const CATEGORY = 14;
export const DIGEST_START = 15;
/** From here on: members of members. */
export const INNER = 16;
export const TYPE = 16;
export const ACCOUNT = 17;
export const PRINCIPAL = 18;
export const ACCESS_KEY = 19;
export const SCOPE = 20;
export const ISSUER_TYPE = 21;
export const BUCKET = 22;
export const ANSWER_DATA = 23;
/** From here on: lists of records that something stands around. */
export const HOLDERS = 24;

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
  'requestParameters',
  'userIdentity',
  'answers',
  'eventCategory',
  'digestStartTime',
  'type',
  'accountId',
  'principalId',
  'accessKeyId',
  'inScopeOf',
  'issuerType',
  'bucketName',
  'Rdata',
  'Records',
  // Kubernetes' event lists.
  'items',
  // CloudWatch Logs: subscriptions, and `aws logs filter-log-events`.
  'logEvents',
  'events',
  // `aws cloudtrail lookup-events`.
  'Events',
]);

/** Whose data events are told apart: they are features of their own. */
export const S3 = 's3.amazonaws.com';
export const AI_SOURCES: ReadonlySet<string> = new Set([
  'bedrock.amazonaws.com',
  'bedrock-agentcore.amazonaws.com',
  'sagemaker.amazonaws.com',
]);
