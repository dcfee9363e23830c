import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openingOf, segmentsOf } from './growing-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-growing-'));
  path = join(folder, 'log.ndjson');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function segments(from: number, bytesMax?: number): Promise<[number, number, string][]> {
  const found: [number, number, string][] = [];
  for await (const { from: start, to, bytes } of segmentsOf(path, from, false, bytesMax)) {
    found.push([start, to, Buffer.from(bytes).toString()]);
  }
  return found;
}

it.each([
  ['{"a":1}\n{"a":2}\n', true],
  ['{"a":1}\n', true],
  ['{"a":1}', false],
  ['{"Records":[]}\n', false],
  ['[{"a":1}]\n', false],
  ['{\n"Records":[]}', false],
  ['2 111122223333 eni-1 10.0.0.5\n', true],
  ['PAR1\u0015\u0004\n', false],
  ['\u001f\u008b\n', false],
  ['', false],
])('%j holds lines: %s', async (text, lines) => {
  writeFileSync(path, text, 'latin1');
  expect((await openingOf(path)) !== undefined).toBe(lines);
});

it('takes whole lines, leaves an unfinished one, and goes on where it stood', async () => {
  writeFileSync(path, '{"a":1}\n{"a":2}\n{"a":');
  expect(await segments(0)).toEqual([[0, 16, '{"a":1}\n{"a":2}\n']]);
  appendFileSync(path, '3}\n');
  expect(await segments(16)).toEqual([[16, 24, '{"a":3}\n']]);
  expect(await segments(24)).toEqual([]);
});

it('takes a last line without its newline once it is whole', async () => {
  writeFileSync(path, '{"a":1}\n{"a":2}');
  expect(await segments(0)).toEqual([[0, 15, '{"a":1}\n{"a":2}']]);
});

it('cuts between lines, and hands on a line that fills a whole segment', async () => {
  writeFileSync(path, '{"a":1}\n{"a":2}\n{"a":33333333}\n{"a":4}\n');
  expect(await segments(0, 12)).toEqual([
    [0, 8, '{"a":1}\n'],
    [8, 16, '{"a":2}\n'],
    [16, 28, '{"a":3333333'],
    [28, 39, '3}\n{"a":4}\n'],
  ]);
});

it('tells files with the same header apart by the line behind it', async () => {
  const header = 'srcaddr dstaddr start\n';
  writeFileSync(path, `${header}10.0.0.5 10.0.0.6 1\nrest`);
  expect(await openingOf(path)).toEqual({
    start: Buffer.from(`${header}10.0.0.5 10.0.0.6 1`),
    header: Buffer.from(header),
  });
  writeFileSync(path, `${header}10.0`);
  expect((await openingOf(path))?.start).toEqual(Buffer.from(header.trimEnd()));
});

it('takes a last line without its end where nobody writes any more', async () => {
  writeFileSync(path, 'a\nb');
  expect(await segments(0)).toEqual([[0, 2, 'a\n']]);
  const all = [];
  for await (const segment of segmentsOf(path, 2, true)) all.push(segment);
  expect(all).toEqual([{ from: 2, to: 3, bytes: Buffer.from('b') }]);
});
