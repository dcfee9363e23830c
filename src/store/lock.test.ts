import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DataDirectoryInUse } from './errors.ts';
import { lockDirectory } from './lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('is held by one at a time', () => {
  const unlock = lockDirectory(folder);
  expect(() => lockDirectory(folder)).toThrow(DataDirectoryInUse);
  unlock();
  lockDirectory(folder)();
});

it('passes on what is not about the lock', () => {
  expect(() => lockDirectory(join(folder, 'missing'))).toThrow();
  expect(() => lockDirectory(join(folder, 'missing'))).not.toThrow(DataDirectoryInUse);
});
