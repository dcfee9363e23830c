import { DuckDBInstance } from '@duckdb/node-api';
import type { Measured } from './contender.ts';

/** What the predicates ask about; DuckDB reads no more of a record than it is told to. */
const RECORD = `STRUCT(
  eventSource VARCHAR, eventName VARCHAR, errorCode VARCHAR, userAgent VARCHAR,
  sourceIPAddress VARCHAR, recipientAccountId VARCHAR, awsRegion VARCHAR, eventType VARCHAR,
  userIdentity STRUCT("type" VARCHAR, arn VARCHAR, userName VARCHAR, principalId VARCHAR),
  requestParameters JSON, responseElements JSON, additionalEventData JSON)`;

const asks = (source: string, ...names: string[]) =>
  `r.eventSource = '${source}.amazonaws.com' AND r.eventName IN (${names
    .map((name) => `'${name}'`)
    .join(', ')})`;

/** In the manner of public rule sets: a service, some calls, now and then a word in a member. */
const PREDICATES = [
  asks('cloudtrail', 'StopLogging', 'UpdateTrail', 'DeleteTrail'),
  asks('guardduty', 'DeleteDetector', 'UpdateDetector', 'CreateIPSet'),
  asks('config', 'DeleteDeliveryChannel', 'StopConfigurationRecorder'),
  asks('ec2', 'DeleteFlowLogs', 'ModifySnapshotAttribute', 'CreateKeyPair'),
  asks('ec2', 'AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress'),
  `${asks('ec2', 'RunInstances')} AND r.requestParameters::VARCHAR LIKE '%userData%'`,
  `${asks('ec2', 'ModifyInstanceAttribute')} AND r.requestParameters::VARCHAR LIKE '%userData%'`,
  asks('ec2', 'GetPasswordData', 'GetConsoleScreenshot', 'EnableSerialConsoleAccess'),
  asks('iam', 'CreateUser', 'CreateLoginProfile', 'UpdateLoginProfile'),
  asks('iam', 'AttachUserPolicy', 'AttachRolePolicy', 'PutUserPolicy'),
  `${asks('iam', 'CreateAccessKey')} AND r.userIdentity.arn LIKE '%mallory%'`,
  asks('iam', 'UpdateAccountPasswordPolicy', 'DeleteAccountPasswordPolicy'),
  asks('iam', 'CreateSAMLProvider', 'UpdateSAMLProvider'),
  asks('iam', 'DeactivateMFADevice', 'DeleteVirtualMFADevice'),
  asks('s3', 'PutBucketPolicy', 'PutBucketAcl', 'DeleteBucketPolicy'),
  asks('s3', 'PutBucketPublicAccessBlock', 'DeletePublicAccessBlock'),
  `${asks('s3', 'PutBucketLogging')} AND r.requestParameters::VARCHAR NOT LIKE '%LoggingEnabled%'`,
  asks('s3', 'PutBucketReplication', 'PutBucketVersioning'),
  asks('kms', 'DisableKey', 'ScheduleKeyDeletion', 'PutKeyPolicy'),
  asks('rds', 'ModifyDBInstance', 'RestoreDBInstanceFromDBSnapshot'),
  asks('lambda', 'AddPermission20150331v2', 'UpdateFunctionCode20150331v2'),
  asks('sts', 'GetSessionToken', 'AssumeRoleWithSAML'),
  asks('organizations', 'LeaveOrganization', 'RemoveAccountFromOrganization'),
  `${asks('signin', 'ConsoleLogin')} AND r.responseElements::VARCHAR LIKE '%Failure%'`,
  `${asks('signin', 'ConsoleLogin')} AND r.additionalEventData::VARCHAR LIKE '%"MFAUsed":"No"%'`,
  `r.userIdentity."type" = 'Root' AND r.eventType <> 'AwsServiceEvent'`,
  `lower(r.userAgent) LIKE '%kali%' OR lower(r.userAgent) LIKE '%parrot%'`,
  `lower(r.userAgent) LIKE '%pacu%' OR lower(r.userAgent) LIKE '%pentoo%'`,
  `r.errorCode = 'AccessDenied' AND r.eventName LIKE 'List%'`,
  `r.errorCode LIKE '%UnauthorizedOperation' AND r.sourceIPAddress NOT LIKE '%.amazonaws.com'`,
];
/** Of one file; an array of records is one object to DuckDB. */
const OBJECT_BYTES_MAX = 2 ** 30;

/** Counts what each predicate matches, in one pass over the files. */
export async function countWithDuckDb(paths: readonly string[]): Promise<Measured> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const files = paths.map((path) => `'${path.replaceAll("'", "''")}'`).join(', ');
  const counts = PREDICATES.map((one, n) => `count(*) FILTER (WHERE ${one}) AS p${n}`).join(', ');
  const result = await connection.runAndReadAll(
    `SELECT count(*) AS events, ${counts} FROM (SELECT unnest(Records) AS r FROM read_json(
      [${files}], columns = {Records: '${RECORD.replace(/\s+/g, ' ')}[]'},
      maximum_object_size = ${OBJECT_BYTES_MAX}))`,
  );
  const [events = 0n, ...matched] = (result.getRows()[0] ?? []) as bigint[];
  connection.closeSync();
  instance.closeSync();
  const matches = matched.reduce((sum, count) => sum + count, 0n);
  return { events: Number(events), note: `${PREDICATES.length} predicates, ${matches} matches` };
}
