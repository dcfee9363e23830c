import { expect, test } from 'vitest';
import { readText } from './testing.ts';

const OWNER = '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be';
const SOURCE = { accountId: '111122223333', region: 'us-east-1' };

function line(operation: string, key: string, requester: string, status = '200 -'): string {
  return (
    `${OWNER} records-example [02/Mar/2026:09:14:27 +0000] 203.0.113.9 ${requester} REQ1 ` +
    `${operation} ${key} "GET /records-example/${key} HTTP/1.1" ${status} 113 - 7 - "-" ` +
    '"aws-cli/2.17 \\"x\\"" - HOSTID SigV4 ECDHE-RSA AuthHeader ' +
    'records-example.s3.eu-west-1.amazonaws.com TLSv1.2 - -'
  );
}

test('a request becomes the data event that CloudTrail writes', async () => {
  const user = 'arn:aws:iam::444455556666:user/team/maria';
  const { events } = await readText(line('REST.GET.OBJECT', 'a+b/c%2520d', user), {
    source: SOURCE,
  });
  expect(events).toMatchObject([
    {
      kind: 'cloudtrail',
      id: 'REQ1',
      time: 1_772_442_867_000,
      accountId: '111122223333',
      region: 'eu-west-1',
      source: 's3.amazonaws.com',
      name: 'GetObject',
      userAgent: 'aws-cli/2.17 \\"x\\"',
      sourceAddress: '203.0.113.9',
      identityType: 'IAMUser',
      dataBucket: 'records-example',
      record: {
        userIdentity: { arn: user, userName: 'maria', accountId: '444455556666' },
        requestParameters: { bucketName: 'records-example', key: 'a b/c%20d' },
        eventCategory: 'Data',
      },
    },
  ]);
  const record = events[0]?.kind === 'cloudtrail' ? events[0].record : {};
  expect(record).not.toHaveProperty('errorCode');
});

test('who asked, and what was refused', async () => {
  const session = 'arn:aws:sts::111122223333:assumed-role/app/i-0123456789abcdef0';
  const { events } = await readText(
    [
      line('REST.PUT.OBJECT', 'k', session, '403 AccessDenied'),
      line('REST.GET.BUCKET', '-', '-'),
      line('REST.DELETE.OBJECT', 'k', 'arn:aws:iam::111122223333:root'),
      line('REST.GET.OBJECT', 'k', OWNER),
      line('REST.GET.OBJECT', 'k', OWNER.replace('79', '80')),
    ].join('\n'),
    { source: SOURCE },
  );
  expect(events).toMatchObject([
    {
      name: 'PutObject',
      sessionName: 'i-0123456789abcdef0',
      record: { errorCode: 'AccessDenied' },
    },
    {
      name: 'ListObjects',
      record: { userIdentity: { accountId: 'ANONYMOUS_PRINCIPAL', principalId: '' } },
    },
    { name: 'DeleteObject', identityType: 'Root' },
    { name: 'GetObject', identityType: 'Root' },
    { name: 'GetObject', identityType: 'AWSAccount' },
  ]);
});

test('a copy is one event at each end', async () => {
  const user = 'arn:aws:iam::111122223333:user/maria';
  const operations = ['COPY.OBJECT_GET', 'COPY.OBJECT', 'COPY.PART_GET', 'COPY.PART'];
  const text = operations.map((operation) => line(`REST.${operation}`, 'k', user)).join('\n');
  expect((await readText(text, { source: SOURCE })).events).toMatchObject([
    { name: 'CopyObject', id: 'REQ1-source' },
    { name: 'CopyObject', id: 'REQ1' },
    { name: 'UploadPartCopy', id: 'REQ1-source' },
    { name: 'UploadPartCopy', id: 'REQ1' },
  ]);
});

test('what S3 did by itself, or management events, are passed over', async () => {
  const text = ['S3.EXPIRE.OBJECT', 'BATCH.DELETE.OBJECT', 'REST.GET.POLICY']
    .map((operation) => line(operation, 'k', '-'))
    .join('\n');
  expect((await readText(text, { source: SOURCE })).skipped).toEqual(Array(3).fill('other-line'));
});

test('a log of no account, a cut line, a line without a sane time', async () => {
  expect((await readText(line('REST.GET.OBJECT', 'k', '-'))).problems).toMatchObject([
    { reason: 'no-account' },
  ]);
  const cut = line('REST.GET.OBJECT', 'k', '-').slice(0, 140);
  expect((await readText(cut, { source: SOURCE })).counts.unreadable).toBe(0);
  const wrong = line('REST.GET.OBJECT', 'k', '-').replace('02/Mar', '99/Xyz');
  expect((await readText(wrong, { source: SOURCE })).problems).toMatchObject([
    { reason: 'no-time' },
  ]);
});
