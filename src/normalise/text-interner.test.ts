import { expect, test } from 'vitest';
import { HASH_PRIME, HASH_SEED, TextInterner } from './text-interner.ts';

function take(interner: TextInterner, text: string, hash?: number): string {
  const bytes = Buffer.from(`"${text}"`);
  let own = HASH_SEED;
  for (const byte of bytes.subarray(1, -1)) own = Math.imul(own ^ byte, HASH_PRIME);
  return interner.take(bytes, 1, bytes.length - 1, hash ?? own);
}

test('gives every text back, also when it is full many times over', () => {
  const interner = new TextInterner(8);
  for (let round = 0; round < 200; round += 1) {
    expect(take(interner, `text ${round % 23}`)).toBe(`text ${round % 23}`);
  }
  expect(take(interner, '')).toBe('');
  expect(take(interner, 'é😀')).toBe('é😀');
  expect(take(interner, 'x'.repeat(2000))).toBe('x'.repeat(2000));
});

test('texts with one hash stay apart', () => {
  const interner = new TextInterner(16);
  for (const text of ['a', 'b', 'ab', 'a', 'c', 'b']) expect(take(interner, text, 5)).toBe(text);
});
