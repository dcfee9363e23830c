import { expect, it } from 'vitest';
import { isReconnaissance, s3Tactic, tacticsOf } from './tactics.ts';

const call = (source: string, name: string) => ({ source: `${source}.amazonaws.com`, name });

it('knows the tactics of a call, whatever version its name carries', () => {
  expect(tacticsOf(call('iam', 'CreateUser'))).toEqual(['Persistence']);
  expect(tacticsOf(call('lambda', 'ListFunctions20150331'))).toEqual(['Discovery']);
  expect(tacticsOf(call('lambda', 'ListFunctions'))).toEqual(['Discovery']);
  expect(tacticsOf(call('iam', 'constructor'))).toEqual([]);
  expect(tacticsOf({ source: '', name: '' })).toEqual([]);
});

it('tells calls that look around from those that take or change', () => {
  const recon = (source: string, name: string) => isReconnaissance(call(source, name));
  expect(recon('s3', 'ListBuckets')).toBe(true);
  expect(recon('iam', 'GetUser')).toBe(false);
  expect(recon('iam', 'ListUsers')).toBe(true);
  expect(recon('secretsmanager', 'GetSecretValue')).toBe(false);
  // Not in the table: by the verb.
  expect(recon('example', 'DescribeThings')).toBe(true);
  expect(recon('example', 'GetDownloadToken')).toBe(false);
  expect(recon('example', 'CreateThing')).toBe(false);
});

it('sorts the data events of S3', () => {
  expect(['ListObjects', 'HeadObject', 'GetObjectAcl'].map(s3Tactic)).toEqual(
    Array(3).fill('Discovery'),
  );
  expect(['GetObject', 'CopyObject', 'UploadPartCopy'].map(s3Tactic)).toEqual(
    Array(3).fill('Exfiltration'),
  );
  expect(['PutObject', 'DeleteObject', 'UploadPart'].map(s3Tactic)).toEqual(
    Array(3).fill('Impact'),
  );
});
