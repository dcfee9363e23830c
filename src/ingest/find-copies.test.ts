import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findCopies } from './find-copies.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-copies-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it('finds what has been there before, and nothing that only has its length', async () => {
  const contents = { a: 'one', b: 'two', c: 'one', d: 'three', e: '', f: '', g: 'one' };
  for (const [name, text] of Object.entries(contents)) await writeFile(join(folder, name), text);
  const files = Object.entries(contents).map(([name, text]) => ({
    path: join(folder, name),
    bytes: text.length,
  }));
  const missing = ['x', 'y'].map((name) => ({ path: join(folder, name), bytes: 3 }));
  const copies = await findCopies([...files, ...missing]);
  expect([...copies].map(({ path }) => path.slice(folder.length + 1))).toEqual(['c', 'g']);
});
