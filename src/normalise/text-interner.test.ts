import { expect, test } from 'vitest';
import { TextInterner } from './text-interner.ts';

function take(interner: TextInterner, text: string): string {
  const bytes = Buffer.from(`"${text}"`);
  return interner.take(bytes, 1, bytes.length - 1, text.length % 3);
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

test('texts that meet in the few slots there are stay apart', () => {
  const interner = new TextInterner(16);
  for (const text of ['a', 'b', 'ab', 'a', 'abcd', 'b', 'abcde', 'abcf', 'abcd', 'ba']) {
    expect(take(interner, text)).toBe(text);
  }
});

test('texts longer than is held of each are given back too', () => {
  const interner = new TextInterner(64);
  const texts = Array.from({ length: 40 }, (_, n) => `${n}`.padEnd(100 + n, 'é'));
  for (const text of [...texts, ...texts]) expect(take(interner, text)).toBe(text);
});
