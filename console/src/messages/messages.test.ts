import { expect, test } from 'vitest';
import { en } from './en/en.ts';
import { ja } from './ja/ja.ts';

/** Every text as `place: text`; a text with parts is tried with some. */
function textsOf(value: unknown, place = ''): [string, string][] {
  if (typeof value === 'string') return [[place, value]];
  if (typeof value === 'function') return [[place, String(value('7', '8', '9'))]];
  return Object.entries(value as object).flatMap(([name, part]) =>
    textsOf(part, `${place}.${name}`),
  );
}

test('both languages say the same things, and say something', () => {
  const english = textsOf(en);
  const japanese = textsOf(ja);
  expect(japanese.map(([place]) => place)).toEqual(english.map(([place]) => place));
  expect([...english, ...japanese].filter(([, text]) => text.trim() === '')).toEqual([]);
  expect(english.length).toBeGreaterThan(50);
});

test('what is said with letters is translated', () => {
  // Names of products, keys and units stay as they are.
  const same = new Set(['Vedette', 'root', '-', 'JSON', 'CSV', 'ID', 'ARN', 'KMS', 'URL']);
  const known = new Map(textsOf(en));
  const left = textsOf(ja).filter(
    ([place, text]) => text === known.get(place) && /[a-z]/i.test(text) && !same.has(text),
  );
  expect(left).toEqual([]);
});

test('what is told of parts names them all', () => {
  const names = [...textsOf(en), ...textsOf(ja)].filter(([, text]) => /undefined|null/.test(text));
  expect(names).toEqual([]);
});
