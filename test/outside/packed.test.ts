/** What users install: the packed tarball, in an empty folder, with npm. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programIsThere } from './presence.ts';
import { run } from './vedette.ts';

const there = programIsThere('npm', ['view', 'commander', 'version'], 'install of the tarball');

describe.skipIf(!there)('the packed tarball', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vedette-packed-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('installs in an empty folder and runs by its name', async () => {
    const packed = await run('npm', ['pack', '--json', '--pack-destination', folder], process.env);
    expect(packed.code).toBe(0);
    const [{ filename, files }] = JSON.parse(packed.stdout.slice(packed.stdout.indexOf('[')));
    const paths = files.map((file: { path: string }) => file.path);
    expect(paths).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'dist/vedette.js']));
    expect(paths.filter((path: string) => /^(src|test)\//.test(path))).toEqual([]);

    const home = join(folder, 'home');
    await mkdir(home);
    await writeFile(join(home, 'package.json'), '{"private": true}');
    const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--prefix', home];
    const installed = await run('npm', ['install', ...quiet, join(folder, filename)], process.env);
    expect({ code: installed.code }).toEqual({ code: 0 });
    const vedette = join(home, 'node_modules', '.bin', 'vedette');
    const { code, stdout } = await run(vedette, ['coverage', '--format', 'json'], process.env);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).operations.total).toBe(103);
  });
});
