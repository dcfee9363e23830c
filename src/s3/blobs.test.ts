import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Blobs, BlobTooLarge, openBlobs } from './blobs.ts';

let folder: string;
let blobs: Blobs;
const key = randomBytes(32);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-blobs-'));
  blobs = await openBlobs(join(folder, 'objects'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function* pieces(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

async function all(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}

const files = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());

it('gives back any range of what it took, and keeps it unreadable on disk', async () => {
  const bytes = randomBytes(100_003);
  const { blob, bytes: count } = await blobs.write(pieces(bytes), key, 1e9);
  expect(count).toBe(bytes.length);
  for (const [from, to] of [
    [0, 100_003],
    [0, 1],
    [15, 17],
    [16, 32],
    [99_999, 100_003],
    [5, 5],
  ]) {
    const range = await all(blobs.read(blob, key, from ?? 0, to ?? 0));
    expect(range.equals(bytes.subarray(from, to))).toBe(true);
  }
  const [file] = await files();
  const raw = await readFile(join(file?.parentPath ?? '', file?.name ?? ''));
  expect(raw.includes(bytes.subarray(0, 64))).toBe(false);
});

it('keeps nothing of what breaks off or is too large', async () => {
  const bytes = randomBytes(5000);
  await expect(blobs.write(pieces(bytes), key, 4999)).rejects.toThrow(BlobTooLarge);
  async function* breaking() {
    yield bytes;
    throw new Error('gone');
  }
  await expect(blobs.write(breaking(), key, 1e9)).rejects.toThrow('gone');
  expect(await files()).toEqual([]);
});

it('removes, and sweeps what nobody uses', async () => {
  const [first, second] = [
    await blobs.write(pieces(Buffer.from('a')), key, 9),
    await blobs.write(pieces(Buffer.from('b')), key, 9),
  ];
  expect(await blobs.sweep(new Set([second.blob]))).toBe(1);
  await expect(all(blobs.read(first.blob, key, 0, 1))).rejects.toThrow('ENOENT');
  await blobs.remove(second.blob);
  await blobs.remove(second.blob);
  await blobs.remove(undefined);
  expect(await files()).toEqual([]);
});
