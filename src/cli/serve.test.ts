import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serveCommand } from './serve.ts';

let folder: string;
const running: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-serve-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const child of running.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

function start(args: string[], environment: Record<string, string> = {}) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'src/cli/vedette.ts', 'serve', '--port', '0', ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, XDG_CONFIG_HOME: join(folder, 'config'), ...environment },
    },
  );
  running.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.err += chunk;
  });
  return { child, said };
}

/** Runs to the end and answers exit code and stderr. */
async function failed(args: string[]) {
  const { child, said } = start(args);
  const [code] = await once(child, 'close');
  return { code, err: said.err };
}

/** What the command refuses with, in this process: the entry prints it as one line. */
async function refusal(args: string[]): Promise<string> {
  vi.stubEnv('XDG_CONFIG_HOME', join(folder, 'config'));
  const command = serveCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  const data = join(folder, 'data');
  const all = ['--port', '0', '--data-dir', data, ...args];
  const ended = command.parseAsync(all, { from: 'user' }).then(
    () => 'it started',
    (error: Error) => error.message,
  );
  return await ended;
}

/** Waits for the greeting and answers the address in it. */
async function listening(said: { out: string; err: string }): Promise<string> {
  await expect.poll(() => said.out + said.err, { timeout: 15_000 }).toContain('Try, with that key');
  return /http:\/\/[\d.]+:\d+/.exec(said.out)?.[0] ?? '';
}

describe('vedette serve', () => {
  it('makes the account, prints its key once, and ends on SIGTERM', async () => {
    const data = join(folder, 'data');
    const first = start(['--data-dir', data, '--account-id', '111122223333']);
    const url = await listening(first.said);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(first.said.out).toContain('account 111122223333');
    expect(first.said.out).toMatch(/export AWS_ACCESS_KEY_ID=AKIA\w{16}\n/);
    expect(first.said.out).toContain(join(folder, 'config/vedette'));
    expect(first.said.out).toContain(`--endpoint-url ${url}`);
    first.child.kill('SIGTERM');
    expect(await once(first.child, 'close')).toEqual([0, null]);

    const second = start([], {
      VEDETTE_DATA_DIR: data,
      VEDETTE_ACCOUNT_ID: '111122223333',
      VEDETTE_MASTER_KEY_FILE: '',
    });
    await listening(second.said);
    expect(second.said.out).not.toContain('AWS_SECRET_ACCESS_KEY=');
    const third = await failed(['--data-dir', data]);
    expect(third).toMatchObject({ code: 1 });
    expect(third.err).toMatch(/^error: The data directory .* is in use.*\n$/);
    second.child.kill('SIGINT');
    expect(await once(second.child, 'close')).toEqual([0, null]);
  });

  it('takes in what lies in a source, while it runs', async () => {
    const logs = join(folder, 'logs');
    mkdirSync(logs);
    const { said } = start(['--data-dir', join(folder, 'data'), '--source', logs]);
    await listening(said);
    writeFileSync(join(logs, 'a.json'), '{"Records":[]}');
    await expect.poll(() => said.err, { timeout: 20_000 }).toContain('records were taken in');
  });

  it.each([
    [['--account-id', '12'], 'exactly 12 digits'],
    [['--account-email', 'nobody'], 'The address nobody'],
    [['--root-access-key-id', 'AKIAIOSFODNN7EXAMPLE'], 'without --root-secret-access-key'],
    [['--root-secret-access-key', 'something'], 'without --root-access-key-id'],
    [['--port', '70000'], 'from 0 to 65535'],
    [['--master-key-file', '/nowhere/key'], '/nowhere/key cannot be read'],
    [['--source', '/nowhere/logs'], 'The source /nowhere/logs does not exist'],
    [['--data-dir', '/dev/null/data'], '/dev/null/data cannot be used'],
  ])('refuses %j with one line and makes nothing', async (args, text) => {
    const said = await refusal(args);
    expect(said).toContain(text);
    expect(said).not.toContain('\n');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('makes nothing where the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, err } = await failed(['--data-dir', join(folder, 'data'), '--port', `${port}`]);
    other.close();
    expect(code).toBe(1);
    expect(err).toMatch(/^error: Port \d+ of 127\.0\.0\.1 is in use.*\n$/);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });
});
