import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runOf } from './functions/testing.ts';
import { openRunner, tellShortages } from './open-runner.ts';

it('hides the data directory and the master key from functions', async () => {
  const home = await mkdtemp(join(process.cwd(), '.vedette-home-'));
  const masterKey = { kind: 'own-file', directory: join(home, 'keys') } as const;
  const settings = { url: 'http://127.0.0.1:9', dataDirectory: join(home, 'data'), masterKey };
  const runner = openRunner({}, settings);
  try {
    // Neither folder is there, so that what hides them must fail, and no function runs.
    expect(await runner.refusal('nodejs20.x')).toContain('could not be started');
  } finally {
    await runner.close();
    await rm(home, { recursive: true });
  }
});

it('gives functions the address of the server', async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'vedette-open-runner-'));
  const masterKey = { kind: 'text', text: '', variable: 'X' } as const;
  const runner = openRunner({}, { url: 'http://127.0.0.1:9', dataDirectory, masterKey });
  const source = 'exports.handler = async () => process.env.AWS_ENDPOINT_URL';
  const ended = await runner.run(runOf('nodejs20.x', source), { patient: false });
  expect(ended?.payload).toBe('"http://127.0.0.1:9"');
  await runner.close();
  await rm(dataDirectory, { recursive: true });
});

it('says at the start what will be refused, and that nothing is kept apart', async () => {
  const told: string[] = [];
  const refusal = async (runtime: string) =>
    runtime.startsWith('python') ? 'unshare failed: Operation not permitted' : undefined;
  await tellShortages({ refusal }, { isolation: 'namespaces' }, (text) => told.push(text));
  expect(told).toEqual([
    'functions of runtimes like python3.13 are refused: unshare failed: Operation not permitted',
  ]);
  await tellShortages({ refusal: async () => undefined }, { isolation: 'none' }, (text) =>
    told.push(text),
  );
  expect(told.slice(1)).toEqual([expect.stringContaining('functions are not isolated')]);
});
