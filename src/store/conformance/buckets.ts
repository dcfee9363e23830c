import { expect, it } from 'vitest';
import type { Bucket, MultipartUpload, StoredObject, UploadedPart } from '../../domain/bucket.ts';
import type { Store } from '../store.ts';

const encryption = { algorithm: 'AES256', dataKey: 'sealed' } as const;

export const exampleBucket: Bucket = {
  name: 'logs-example',
  accountId: '111122223333',
  region: 'us-east-1',
  createdAt: 1,
  policy: '{}',
  encryption: { algorithm: 'AES256' },
  tags: { team: 'blue' },
};

export const exampleObject: StoredObject = {
  bucket: exampleBucket.name,
  key: 'a/b ☂',
  blob: 'blob-1',
  bytes: 7,
  etag: 'e',
  modifiedAt: 2,
  encryption,
  headers: { 'content-type': 'text/plain' },
  checksums: { crc32: 'x' },
  tags: {},
};

export const exampleUpload: MultipartUpload = {
  uploadId: 'u1',
  bucket: exampleBucket.name,
  key: 'k',
  startedAt: 3,
  encryption,
  headers: {},
  tags: {},
};

const part: UploadedPart = {
  uploadId: 'u1',
  number: 2,
  blob: 'part-2',
  bytes: 5,
  etag: 'p',
  modifiedAt: 4,
};

export function bucketConformance(store: () => Store): void {
  it('keeps a bucket as it was put', async () => {
    const { buckets } = store();
    await buckets.put(exampleBucket);
    expect(await buckets.get('logs-example')).toStrictEqual(exampleBucket);
    await buckets.put({ ...exampleBucket, tags: {} });
    await buckets.put({ ...exampleBucket, name: 'a-first' });
    await buckets.put({ ...exampleBucket, name: 'other', accountId: '444455556666' });
    const names = (await buckets.list('111122223333')).map(({ name }) => name);
    expect(names).toEqual(['a-first', 'logs-example']);
    await buckets.delete('a-first');
    expect(await buckets.get('a-first')).toBeUndefined();
  });

  it('keeps objects by key, in the order of bytes, and says which blob is left over', async () => {
    const { buckets } = store();
    expect(await buckets.putObject(exampleObject)).toBeUndefined();
    expect(await buckets.object('logs-example', 'a/b ☂')).toStrictEqual(exampleObject);
    expect(await buckets.putObject({ ...exampleObject, blob: 'blob-2' })).toBe('blob-1');
    for (const key of ['B', 'a', 'a/', 'a/b', 'b', 'é', '\u{1f600}']) {
      await buckets.putObject({ ...exampleObject, key, blob: `of-${key}` });
    }
    const keys = async (more: object) => {
      const query = { bucket: 'logs-example', prefix: '', limit: 99, ...more };
      return (await buckets.objects(query)).map(({ key }) => key);
    };
    expect(await keys({})).toEqual(['B', 'a', 'a/', 'a/b', 'a/b ☂', 'b', 'é', '\u{1f600}']);
    expect(await keys({ prefix: 'a/' })).toEqual(['a/', 'a/b', 'a/b ☂']);
    expect(await keys({ after: 'a/b' })).toEqual(['a/b ☂', 'b', 'é', '\u{1f600}']);
    expect(await keys({ after: 'a/b', orFrom: true, limit: 2 })).toEqual(['a/b', 'a/b ☂']);
    expect(await keys({ bucket: 'other' })).toEqual([]);
    expect(await buckets.deleteObject('logs-example', 'a/b ☂')).toBe('blob-2');
    expect(await buckets.deleteObject('logs-example', 'a/b ☂')).toBeUndefined();
  });

  it('keeps uploads with their parts', async () => {
    const { buckets } = store();
    await buckets.putUpload(exampleUpload);
    expect(await buckets.upload('u1')).toStrictEqual(exampleUpload);
    expect(await buckets.uploads('logs-example')).toEqual([exampleUpload]);
    expect(await buckets.putPart(part)).toBeUndefined();
    await buckets.putPart({ ...part, number: 1, blob: 'part-1' });
    expect(await buckets.putPart({ ...part, blob: 'again' })).toBe('part-2');
    expect((await buckets.parts('u1')).map(({ blob }) => blob)).toEqual(['part-1', 'again']);
    expect((await buckets.blobs()).sort()).toEqual(['again', 'part-1']);
    await buckets.deleteUpload('u1');
    expect(await buckets.parts('u1')).toEqual([]);
    expect(await buckets.upload('u1')).toBeUndefined();
  });
}
