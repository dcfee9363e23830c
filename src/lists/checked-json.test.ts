import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CheckedJson, readCheckedJson } from './checked-json.ts';

it('hands over what is as it should be', () => {
  const row = new CheckedJson({ a: 'x', b: [1], c: true, d: 5 }, '$');
  const { a, b, c, d, e } = row.object(['a', 'b', 'c', 'd', 'e']);
  expect([a?.text(), b?.list()[0]?.value, c?.flag(), d?.whole(0, 9), e]).toEqual([
    ...['x', 1, true, 5, undefined],
  ]);
});

it('names the path of a fault', () => {
  const row = new CheckedJson({ a: [{ b: 1 }], __proto__: null }, '$');
  const { b } = row.object(['a']).a?.list()[0]?.object(['b']) ?? {};
  expect(() => b?.text()).toThrow('$.a[0].b must be a text.');
  expect(() => b?.flag()).toThrow('$.a[0].b must be true or false.');
  expect(() => b?.whole(2, 3)).toThrow('$.a[0].b must be a whole number from 2 to 3.');
  expect(() => b?.oneOf(['x', 'y'])).toThrow('$.a[0].b must be one of x, y.');
  expect(() => row.object(['b'])).toThrow('$ has a member "a" that is not known: b.');
});

it('reads files up to a limit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vedette-'));
  const path = join(folder, 'a.json');
  writeFileSync(path, '{"a":1}');
  expect(readCheckedJson(path, 100).value).toEqual({ a: 1 });
  expect(() => readCheckedJson(path, 3)).toThrow('has more than 3 bytes');
  expect(() => readCheckedJson(join(folder, 'b'), 3)).toThrow('cannot be read as JSON (ENOENT');
  rmSync(folder, { recursive: true });
});
