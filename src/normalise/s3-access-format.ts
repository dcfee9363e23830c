import { isoMillis, parseIso } from '../lib/clock.ts';
import { S3_ACCESS_LINE_CHARS_MAX } from '../limits.ts';
import { cloudTrailOutcome } from './json/cloud-trail-record.ts';
import type { LineFormat } from './line-format.ts';
import { type Outcome, skipped, unreadable } from './log-reader.ts';
import type { LogSource } from './log-source.ts';

/** Owner, bucket, and the time in brackets. */
const START = /^[0-9a-f]{64} \S+ \[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] /;

const OBJECT_CALLS: Readonly<Record<string, string>> = {
  'REST.GET.OBJECT': 'GetObject',
  'WEBSITE.GET.OBJECT': 'GetObject',
  'REST.HEAD.OBJECT': 'HeadObject',
  'REST.PUT.OBJECT': 'PutObject',
  'REST.POST.OBJECT': 'PutObject',
  'REST.COPY.OBJECT': 'CopyObject',
  'REST.COPY.OBJECT_GET': 'CopyObject',
  'REST.COPY.PART': 'UploadPartCopy',
  'REST.COPY.PART_GET': 'UploadPartCopy',
  'REST.DELETE.OBJECT': 'DeleteObject',
  'REST.POST.MULTI_OBJECT_DELETE': 'DeleteObjects',
  'REST.GET.BUCKET': 'ListObjects',
  'REST.GET.BUCKETVERSIONS': 'ListObjectVersions',
  'REST.HEAD.BUCKET': 'HeadBucket',
  'REST.GET.UPLOADS': 'ListMultipartUploads',
  'REST.GET.UPLOAD': 'ListParts',
  'REST.POST.UPLOADS': 'CreateMultipartUpload',
  'REST.PUT.PART': 'UploadPart',
  'REST.POST.UPLOAD': 'CompleteMultipartUpload',
  'REST.DELETE.UPLOAD': 'AbortMultipartUpload',
  'REST.GET.OBJECT_ATTRIBUTES': 'GetObjectAttributes',
  'REST.GET.OBJECT_TAGGING': 'GetObjectTagging',
  'REST.PUT.OBJECT_TAGGING': 'PutObjectTagging',
  'REST.DELETE.OBJECT_TAGGING': 'DeleteObjectTagging',
  'REST.POST.RESTORE': 'RestoreObject',
  'REST.POST.SELECT': 'SelectObjectContent',
};

/** Of an object these are data events; of a bucket, management events, which CloudTrail has. */
const ACL_CALLS: Readonly<Record<string, string>> = {
  'REST.GET.ACL': 'GetObjectAcl',
  'REST.PUT.ACL': 'PutObjectAcl',
};

/** S3 server access logs: each line becomes the data event that CloudTrail would have written. */
export const s3AccessFormat: LineFormat = {
  read(line: string, source: LogSource): Outcome | undefined {
    if (!START.test(line)) return undefined;
    if (line.length > S3_ACCESS_LINE_CHARS_MAX) return unreadable('too-large');
    const record = recordOf(fieldsOf(line));
    if (record === undefined) return skipped('other-line');
    // The line names the owner of the bucket in a way of S3's own, which is no account id.
    if (source.accountId === undefined) return unreadable('no-account');
    return cloudTrailOutcome({ ...record, recipientAccountId: source.accountId }, source);
  },
};

/** A copy has a line for each end, under one request. */
const SOURCE_OF_COPY = /_GET$/;

/** Fields stand between spaces; some are in quotes or brackets. A dash is no value. */
function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  for (let from = 0; from < line.length; ) {
    const first = line[from];
    const close = first === '"' ? '" ' : first === '[' ? '] ' : ' ';
    const found = line.indexOf(close, close === ' ' ? from : from + 1);
    const end = found < 0 ? line.length : found + close.length - 1;
    const field = line.slice(from, end);
    fields.push(close === ' ' ? (field === '-' ? '' : field) : field.slice(1, -1));
    from = end + 1;
  }
  return fields;
}

function recordOf(fields: readonly string[]): Readonly<Record<string, unknown>> | undefined {
  const [owner, bucket, stamp, address, requester, request, operation = '', key = ''] = fields;
  const [uri = '', status = '', error = '', , , , , , agent = ''] = fields.slice(8);
  const name = OBJECT_CALLS[operation] ?? (key === '' ? undefined : ACL_CALLS[operation]);
  if (name === undefined) return undefined;
  return {
    eventVersion: '1.08',
    // S3 names the root user as it names the owner.
    userIdentity: requester === owner ? { type: 'Root' } : identityOf(requester ?? ''),
    eventTime: isoOf(stamp ?? ''),
    eventSource: 's3.amazonaws.com',
    eventName: name,
    awsRegion: regionOf(fields[22] ?? ''),
    sourceIPAddress: address,
    userAgent: agent,
    ...(error !== '' && { errorCode: error }),
    requestParameters: { bucketName: bucket, ...(key !== '' && { key: decoded(key) }) },
    responseElements: null,
    additionalEventData: { requestUri: uri, httpStatus: status },
    requestID: request,
    eventID: SOURCE_OF_COPY.test(operation) ? `${request}-source` : request,
    readOnly: /^(Get|Head|List|Select)/.test(name),
    eventType: 'AwsApiCall',
    eventCategory: 'Data',
    managementEvent: false,
  };
}

const USER = /^arn:[a-z-]+:iam::(\d{12}):user\/(?:.*\/)?([^/]+)$/;
const ROLE_SESSION = /^arn:[a-z-]+:sts::(\d{12}):assumed-role\/([^/]+)\/(.+)$/;
const ROOT = /^arn:[a-z-]+:iam::(\d{12}):root$/;

/** The requester as CloudTrail would name it, as far as the line tells. */
function identityOf(requester: string): Readonly<Record<string, unknown>> {
  if (requester === '') {
    return { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' };
  }
  const user = USER.exec(requester);
  if (user) return { type: 'IAMUser', arn: requester, accountId: user[1], userName: user[2] };
  const session = ROLE_SESSION.exec(requester);
  if (session) {
    return {
      type: 'AssumedRole',
      principalId: `:${session[3]}`,
      arn: requester,
      accountId: session[1],
      sessionContext: { sessionIssuer: { type: 'Role', userName: session[2] } },
    };
  }
  const root = ROOT.exec(requester);
  if (root) return { type: 'Root', arn: requester, accountId: root[1] };
  if (requester.startsWith('svc:')) return { type: 'AWSService', invokedBy: requester.slice(4) };
  return { type: 'AWSAccount', principalId: requester };
}

/** `02/Mar/2026:09:14:27 +0000`. */
function isoOf(stamp: string): string {
  const [, day, month, year, clock, zone] =
    /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d{4})$/.exec(stamp) ?? [];
  const time = parseIso(`${day} ${month} ${year} ${clock} ${zone}`);
  return time === undefined ? '' : isoMillis(time);
}

const HOST = /(?:^|\.)s3[.-](?:dualstack\.)?([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com/;

/** The name under which the bucket was called says the Region, except the oldest form. */
function regionOf(host: string): string {
  return HOST.exec(host)?.[1] ?? '';
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
}
