import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../lib/clock.ts';
import { type LogBucket, parseLevel, remoteBucket } from './log-bucket.ts';

const LISTING = `<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>logs</Name>
<IsTruncated>true</IsTruncated><NextContinuationToken>t+o/k</NextContinuationToken>
<Contents><Key>a/it&apos;s &amp; 007</Key><ETag>&quot;abc&quot;</ETag><Size>12</Size></Contents>
<CommonPrefixes><Prefix>a/b/</Prefix></CommonPrefixes></ListBucketResult>`;

let server: Server;
let bucket: LogBucket;
let asked: string[];
let answers: (readonly [number, string])[];
beforeAll(async () => {
  server = createServer(({ url = '', headers }, response) => {
    asked.push(`${url} ${headers['if-match'] ?? ''}`.trim());
    const [status, body] = answers.shift() ?? [404, ''];
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
  const endpoint = { url: new URL(`http://127.0.0.1:${port}`), region: 'us-east-1', credentials };
  bucket = remoteBucket(endpoint, new ManualClock(0));
});
beforeEach(() => {
  [asked, answers] = [[], []];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('remoteBucket', () => {
  it('lists one level, page by page', async () => {
    answers.push([200, LISTING], [200, '<ListBucketResult></ListBucketResult>']);
    const first = await bucket.level('logs', 'a/');
    expect(first).toEqual({
      objects: [{ key: "a/it's & 007", etag: 'abc', bytes: 12 }],
      folders: ['a/b/'],
      next: 't+o/k',
    });
    expect(await bucket.level('logs', 'a/', first.next)).toEqual({ objects: [], folders: [] });
    expect(asked[0]).toBe('/logs?list-type=2&delimiter=%2F&prefix=a%2F');
    expect(asked[1]).toContain('continuation-token=t%2Bo%2Fk');
  });

  it('reads the object that was listed, and no other in its place', async () => {
    answers.push([200, 'content'], [412, '']);
    const entry = { key: "a/it's & 007", etag: 'abc', bytes: 7 };
    let text = '';
    for await (const chunk of await bucket.read('logs', entry)) text += Buffer.from(chunk);
    expect(text).toBe('content');
    expect(asked).toEqual(['/logs/a/it%27s%20%26%20007 "abc"']);
    await expect(bucket.read('logs', entry)).rejects.toThrow('answered 412');
  });

  it('fails where the bucket is refused, or the answer is no listing', async () => {
    answers.push([403, ''], [200, '<html>hello</html>']);
    await expect(bucket.level('logs', '')).rejects.toThrow('answered 403 for logs');
    await expect(bucket.level('logs', '')).rejects.toThrow('no listing');
  });
});

it('takes an ETag whichever way its quotes are written', () => {
  const of = (etag: string) =>
    parseLevel(LISTING.replace('&quot;abc&quot;', etag)).objects[0]?.etag;
  expect([of('"a"'), of('&quot;a&quot;'), of('a')]).toEqual(['a', 'a', 'a']);
});
