import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeDirectory, topmostMissing } from './make-directory.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-make-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('makes what is missing and says where that begins', () => {
  const path = join(folder, 'a/b/c');
  expect(topmostMissing(path)).toBe(join(folder, 'a'));
  expect(makeDirectory(path, 0o700)).toBe(join(folder, 'a'));
  expect(statSync(path).mode & 0o777).toBe(0o700);
  expect(topmostMissing(path)).toBeUndefined();
  expect(makeDirectory(path, 0o700)).toBeUndefined();
});

it('throws where no directory can be', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeDirectory(join(folder, 'file/below'), 0o700)).toThrow('ENOTDIR');
});

it('comes back from a file system that takes none', () => {
  if (process.platform !== 'linux') return;
  expect(() => makeDirectory('/proc/vedette/data', 0o700)).toThrow('ENOENT');
});
