import { KeyTable } from './key-table.ts';

/** The members that matter, by number: what `RECORD_KEYS` answers with. */
export const RECIPIENT = 1;
export const REGION = 2;
export const SOURCE = 3;
export const NAME = 4;
export const USER_AGENT = 5;
export const IDENTITY = 6;
export const CATEGORY = 7;
export const DIGEST_START = 8;
export const TYPE = 9;
export const ACCOUNT = 10;
export const PARAMETERS = 11;
export const BUCKET = 12;
export const ADDRESS = 13;
export const PRINCIPAL = 14;
export const ACCESS_KEY = 15;
export const SCOPE = 16;
export const ISSUER_TYPE = 17;
export const ENDPOINT = 18;
export const TIME = 19;
export const ID = 20;
/** From here on: lists of records that something stands around. */
export const HOLDERS = 21;

export const RECORD_KEYS = new KeyTable([
  'recipientAccountId',
  'awsRegion',
  'eventSource',
  'eventName',
  'userAgent',
  'userIdentity',
  'eventCategory',
  'digestStartTime',
  'type',
  'accountId',
  'requestParameters',
  'bucketName',
  'sourceIPAddress',
  'principalId',
  'accessKeyId',
  'inScopeOf',
  'issuerType',
  'vpcEndpointAccountId',
  'eventTime',
  'eventID',
  'Records',
  // Kubernetes' event lists.
  'items',
  // CloudWatch Logs: subscriptions, and `aws logs filter-log-events`.
  'logEvents',
  'events',
  // `aws cloudtrail lookup-events`.
  'Events',
]);

export function isOfIdentity(name: number): boolean {
  return (name >= PRINCIPAL && name <= SCOPE) || name === TYPE || name === ACCOUNT;
}

export function isOfScope(name: number): boolean {
  return name === ISSUER_TYPE;
}

export function isBucket(name: number): boolean {
  return name === BUCKET;
}

/** Whose data events are told apart: they are features of their own. */
export const S3 = 's3.amazonaws.com';
export const AI_SOURCES: ReadonlySet<string> = new Set([
  'bedrock.amazonaws.com',
  'bedrock-agentcore.amazonaws.com',
  'sagemaker.amazonaws.com',
]);
