import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shellEnvironment } from './shell-environment.ts';
import { runOf, testRunner } from './testing.ts';

it('is one line for each variable, whatever is in it', () => {
  expect(shellEnvironment({ A: '1', B: "it's" })).toBe(
    "command export A='1'\ncommand export B='it'\\''s'\n",
  );
});

it('tells its variables to the function alone, and not to what starts it', async () => {
  const outside = await mkdtemp(join(tmpdir(), 'vedette-loader-'));
  const runner = testRunner();
  const source = 'exports.handler = async () => [process.env.LD_DEBUG, process.env.QUOTED]';
  // The loader of every program that is told so writes what it does into a file.
  const loader = { LD_DEBUG: 'libs', LD_DEBUG_OUTPUT: join(outside, 'loader') };
  const QUOTED = `it's "quoted"\n$HOME \\ \`id\` ☂`;
  const run = runOf('nodejs20.x', source, { variables: { ...loader, QUOTED } });
  const ended = await runner.run(run, { patient: false });
  await runner.close();
  expect(JSON.parse(ended?.payload ?? '')).toEqual(['libs', QUOTED]);
  expect(await readdir(outside)).toEqual([]);
  await rm(outside, { recursive: true });
});
