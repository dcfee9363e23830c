import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { GunzipError, gunzip, gunzipSmall, isGzip } from './gunzip.ts';

const LIMITS = { bytesMax: 1e9, ratioMax: 100, ratioFreeBytes: 1e6 };

async function inflated(bytes: Uint8Array, limits = LIMITS): Promise<[string, unknown]> {
  const parts: Uint8Array[] = [];
  try {
    for await (const part of gunzip([bytes], limits)) parts.push(Buffer.from(part));
  } catch (error) {
    expect(error).toBeInstanceOf(GunzipError);
    return [Buffer.concat(parts).toString(), (error as GunzipError).reason];
  }
  return [Buffer.concat(parts).toString(), undefined];
}

/** Text that does not compress to nothing: 2 MB of it take many slices. */
const text = Array.from({ length: 200_000 }, (_, index) => (index * 2_654_435_761) % 1e9).join(' ');

test('inflates one member or several, in pieces', async () => {
  expect(isGzip(gzipSync(text))).toBe(true);
  expect(isGzip(Buffer.from('{}'))).toBe(false);
  expect(await inflated(gzipSync(text))).toEqual([text, undefined]);
  const members = [text.slice(0, 1e6), '', text.slice(1e6)].map((part) => gzipSync(part));
  expect(await inflated(Buffer.concat(members))).toEqual([text, undefined]);
});

test('a cut or damaged stream gives what came before it', async () => {
  const bytes = gzipSync(text);
  const half = bytes.length >> 1;
  const [before, reason] = await inflated(bytes.subarray(0, half));
  expect(reason).toBe('corrupt-gzip');
  expect(before.length).toBeGreaterThan(text.length / 3);
  expect(text.startsWith(before)).toBe(true);
  bytes.fill(0xff, half, half + 100);
  expect((await inflated(bytes))[1]).toBe('corrupt-gzip');
  expect(await inflated(Buffer.from('1f8b', 'hex'))).toEqual(['', 'corrupt-gzip']);
});

test('ratio and size have limits', async () => {
  const zeros = gzipSync(Buffer.alloc(3e6));
  expect((await inflated(zeros))[1]).toBe('inflates-too-much');
  expect((await inflated(zeros, { ...LIMITS, ratioFreeBytes: 4e6 }))[1]).toBeUndefined();
  expect((await inflated(gzipSync(text), { ...LIMITS, bytesMax: 1e6 }))[1]).toBe(
    'inflates-too-much',
  );
});

test('frees the memory of pieces as soon as they are done with', async () => {
  const buffers = new Set<ArrayBufferLike>();
  let bytes = 0;
  for await (const part of gunzip([gzipSync(text)], LIMITS)) {
    bytes += part.length;
    buffers.add(part.buffer);
  }
  expect(bytes).toBe(text.length);
  const left = [...buffers].filter((buffer) => buffer.byteLength > 0);
  expect(buffers.size).toBeGreaterThan(4);
  expect(left.length).toBe(1);
});

test('stops when its reader does', async () => {
  for await (const part of gunzip([gzipSync(text)], LIMITS)) {
    expect(text.startsWith(Buffer.from(part).toString())).toBe(true);
    break;
  }
});

test('small bodies at once, if nothing is wrong with them', () => {
  const small = gzipSync(text.slice(0, 10_000));
  expect(Buffer.from(gunzipSmall(small, LIMITS) ?? []).toString()).toBe(text.slice(0, 10_000));
  expect(gunzipSmall(small.subarray(0, 100), LIMITS)).toBeUndefined();
  expect(gunzipSmall(gzipSync(text), LIMITS)).toBeUndefined();
  expect(gunzipSmall(gzipSync(Buffer.alloc(3e6)), LIMITS)).toBeUndefined();
});
