import { expect, test } from 'vitest';
import { Spool } from './spool.ts';

const text = (bytes: ArrayBuffer) => Buffer.from(bytes).toString();

test.each([100, 4])('gives back any part of what came, with %i bytes in memory', async (most) => {
  const spool = new Spool(most);
  const piece = Buffer.from('abcdef');
  await spool.write(piece.subarray(0, 3));
  await spool.write(piece.subarray(3));
  piece.fill('x');
  await spool.write(Buffer.from('ghi'));
  expect(spool.byteLength).toBe(9);
  expect(text(await spool.slice(2, 7))).toBe('cdefg');
  expect(text(await spool.slice(7, 99))).toBe('hi');
  expect(text(await spool.slice(0))).toBe('abcdefghi');
  expect(text(await spool.slice(5, 5))).toBe('');
  await spool.close();
});
