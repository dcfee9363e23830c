import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ListLocation } from '../domain/list-location.ts';
import { ManualClock } from '../lib/clock.ts';
import { ListError } from './entries.ts';
import { type FetchOptions, fetchList, type ObjectReader } from './fetch-list.ts';
import { ObjectServer } from './testing.ts';

let server: ObjectServer;
let options: FetchOptions;
beforeAll(async () => {
  server = await ObjectServer.start();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.asked.length = 0;
  server.objects.clear();
  const clock = new ManualClock(Date.UTC(2026, 10, 23));
  options = { s3: server.endpoint, embedded: () => undefined, clock, bytesMax: 1_000, seconds: 30 };
});

const read = (
  location: ListLocation,
  more: { bucketOwner?: string; signal?: AbortSignal } = {},
  change: Partial<FetchOptions> = {},
) =>
  fetchList(
    {
      accountId: '111122223333',
      bucketOwner: undefined,
      signal: new AbortController().signal,
      ...more,
      location,
    },
    { ...options, ...change },
  );
const object: ListLocation = { kind: 's3', bucket: 'bucket', key: 'a/list (1)+.txt' };
const PATH = '/bucket/a/list%20%281%29%2B.txt';

describe('fetchList', () => {
  it('asks the S3 endpoint for the object, path style and signed', async () => {
    server.objects.set(PATH, '198.51.100.1');
    expect(Buffer.from(await read(object)).toString()).toBe('198.51.100.1');
    const [asked] = server.asked;
    expect(asked?.path).toBe(PATH);
    expect(asked?.headers.authorization).toContain('/20261123/eu-west-1/s3/aws4_request');
    expect(asked?.headers.authorization).toMatch(/Signature=[0-9a-f]{64}$/);
    expect(asked?.headers['x-amz-date']).toBe('20261123T000000Z');
    expect(asked?.headers['x-amz-expected-bucket-owner']).toBeUndefined();
  });

  it('keeps the path of an endpoint that has one', async () => {
    server.objects.set(`/s3${PATH}`, 'x');
    const url = new URL(`http://${server.host}/s3/`);
    await read(object, {}, { s3: { ...server.endpoint, url } });
    expect(server.asked[0]?.path).toBe(`/s3${PATH}`);
  });

  it('lets S3 compare the owner of the bucket, under signature', async () => {
    server.objects.set(PATH, (response) => response.writeHead(403).end());
    const refused = read(object, { bucketOwner: '444455556666' });
    await expect(refused).rejects.toThrow(
      `${server.host} answered 403 for ${PATH}. It does so too where account 444455556666 does ` +
        'not own the bucket.',
    );
    const [asked] = server.asked;
    expect(asked?.headers['x-amz-expected-bucket-owner']).toBe('444455556666');
    expect(asked?.headers.authorization).toContain('x-amz-expected-bucket-owner,');
  });

  it('reads from a host as it is, without a signature', async () => {
    server.objects.set('/list.txt?day=1', '198.51.100.1');
    const url = new URL(`http://${server.host}/list.txt?day=1`);
    expect(await read({ kind: 'url', url }, {}, { s3: undefined })).toHaveLength(12);
    expect(server.asked[0]?.headers.authorization).toBeUndefined();
  });

  it('reads the embedded S3 where no endpoint is named, as the account could', async () => {
    const asked: object[] = [];
    const answers: Awaited<ReturnType<ObjectReader['read']>>[] = [
      { chunks: Readable.from([Buffer.from('198.51'), Buffer.from('.100.1')]) },
      { refused: 'NoSuchKey: The specified key does not exist.' },
      { chunks: Readable.from([Buffer.alloc(2_000)]) },
    ];
    const reader: ObjectReader = {
      async read(request) {
        asked.push(request);
        return answers.shift() ?? { refused: 'no' };
      },
    };
    const embedded = { s3: undefined, embedded: () => reader };
    const owned = { bucketOwner: '444455556666' };
    expect(Buffer.from(await read(object, owned, embedded)).toString()).toBe('198.51.100.1');
    const { bucket, key } = object as Extract<ListLocation, { kind: 's3' }>;
    expect(asked).toEqual([{ bucket, key, accountId: '111122223333', ...owned }]);
    await expect(read(object, {}, embedded)).rejects.toThrow('NoSuchKey: The specified key');
    await expect(read(object, {}, embedded)).rejects.toThrow('more than 1000 bytes');
    expect(server.asked).toEqual([]);
  });

  it('says so where the embedded S3 is not open yet', async () => {
    await expect(read(object, {}, { s3: undefined })).rejects.toThrow('it is not open yet');
  });

  it('says what is missing', async () => {
    await expect(read(object)).rejects.toThrow(`${server.host} answered 404 for ${PATH}.`);
  });

  it('takes a file up to its limit and none beyond, however it comes', async () => {
    server.objects.set(PATH, 'x'.repeat(1_000));
    expect(await read(object)).toHaveLength(1_000);
    let closed = false;
    server.objects.set(PATH, (response) => {
      response.on('close', () => {
        closed = true;
      });
      const more = (): void => {
        if (response.destroyed) return;
        response.write('x'.repeat(400));
        setImmediate(more);
      };
      more();
    });
    await expect(read(object)).rejects.toThrow('The file has more than 1000 bytes.');
    await expect.poll(() => closed).toBe(true);
  });

  it('follows no redirection', async () => {
    server.objects.set(PATH, (response) =>
      response.writeHead(302, { location: `http://${server.host}/other` }).end(),
    );
    await expect(read(object)).rejects.toThrow('answered 302');
    const url = new URL(`http://${server.host}${PATH}`);
    await expect(read({ kind: 'url', url })).rejects.toThrow('answered 302');
    expect(server.asked.map(({ path }) => path)).toEqual([PATH, PATH]);
  });

  it('gives up what takes too long', async () => {
    server.objects.set(PATH, (response) => void response.writeHead(200).write('x'));
    const slow = read(object, {}, { seconds: 0.05 });
    await expect(slow).rejects.toThrow(`${server.host} took over 0.05 seconds.`);
  });

  it('leaves off when it is told to, which is no fault of the list', async () => {
    const ending = new AbortController();
    server.objects.set(PATH, () => ending.abort());
    const left = await read(object, { signal: ending.signal }).catch((error: unknown) => error);
    expect(left).not.toBeInstanceOf(ListError);
    expect(left).toMatchObject({ name: 'AbortError' });
  });

  it('says that nobody answers', async () => {
    const gone = await ObjectServer.start();
    const { endpoint, host } = gone;
    await gone.stop();
    const call = read(object, {}, { s3: endpoint });
    await expect(call).rejects.toThrow(`${host} cannot be read from (ECONNREFUSED).`);
  });
});
