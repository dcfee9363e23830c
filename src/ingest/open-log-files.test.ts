import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LogFile, openLogFiles } from './open-log-files.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-walk-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function walked(...paths: string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const file of openLogFiles(paths.map((path) => join(folder, path)))) {
    found.push(line(file));
  }
  return found;
}

function line(file: LogFile): string {
  const path = relative(folder, file.path) || '.';
  return 'unreadable' in file ? `${path}: ${file.unreadable}` : path;
}

test('walks folders in the order of their names, whatever the files are called', async () => {
  await mkdir(join(folder, 'b/c'), { recursive: true });
  for (const name of ['z.txt', 'a.json.gz', 'b/2', 'b/1', 'b/c/3']) {
    await writeFile(join(folder, name), '{}');
  }
  expect(await walked('.')).toEqual(['a.json.gz', 'b/1', 'b/2', 'b/c/3', 'z.txt']);
});

test('keeps the order of the paths, and reads each file once', async () => {
  await mkdir(join(folder, 'b'));
  for (const name of ['a', 'b/1', 'b/2']) await writeFile(join(folder, name), '{}');
  expect(await walked('b/2', 'a', '.')).toEqual(['b/2', 'a', 'b/1']);
});

test('links that lead back end, links that lead elsewhere are followed once', async () => {
  await mkdir(join(folder, 'logs/deep'), { recursive: true });
  await writeFile(join(folder, 'elsewhere'), '{}');
  await symlink(join(folder, 'logs'), join(folder, 'logs/deep/loop'));
  await symlink(join(folder, 'elsewhere'), join(folder, 'logs/first'));
  await symlink(join(folder, 'elsewhere'), join(folder, 'logs/second'));
  expect(await walked('logs')).toEqual(['logs/first']);
});

test('names what is not there and goes on', async () => {
  await writeFile(join(folder, 'a'), '{}');
  await symlink(join(folder, 'nowhere'), join(folder, 'dangling'));
  expect(await walked('missing', '.')).toEqual(['missing: ENOENT', 'a', 'dangling: ENOENT']);
});
