import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ownKeyDirectory } from '../lib/master-key.ts';
import { generateMasterKey } from '../lib/seal.ts';
import { startVedette, type VedetteOptions } from '../main.ts';
import { keyCommand } from './key.ts';

let folder: string;
let options: VedetteOptions;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-rotate-'));
  vi.stubEnv('XDG_CONFIG_HOME', join(folder, 'config'));
  const directory = ownKeyDirectory(process.env);
  options = {
    host: '127.0.0.1',
    port: 0,
    dataDirectory: join(folder, 'data'),
    masterKey: { kind: 'own-file', directory },
    management: { accountId: '111122223333' },
  };
  await (await startVedette(options)).close();
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

async function rotate(...args: string[]): Promise<string> {
  const printed: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => printed.push(line));
  const command = ['rotate', '--data-dir', options.dataDirectory, ...args];
  await keyCommand().parseAsync(command, { from: 'user' });
  return printed.join('\n');
}

/** Starts a server and answers the ids of the root keys that it knows. */
async function rootKeyIds(masterKey = options.masterKey): Promise<string[]> {
  const vedette = await startVedette({ ...options, masterKey });
  const keys = await vedette.store.credentials.rootKeys('111122223333');
  await vedette.close();
  return keys.map((key) => key.accessKeyId);
}

describe('vedette key rotate --root', () => {
  it('prints the new key, and the server knows no other', async () => {
    const made = JSON.parse(await rotate('--root', '--format', 'json'));
    expect(Object.keys(made)).toEqual(['AccountId', 'AccessKeyId', 'SecretAccessKey']);
    expect(await rootKeyIds()).toEqual([made.AccessKeyId]);
    const given = { accessKeyId: made.AccessKeyId, secretAccessKey: made.SecretAccessKey };
    const vedette = await startVedette({ ...options, management: { rootKey: given } });
    await vedette.close();
  });

  it('refuses an account without a root key', async () => {
    await expect(rotate('--root', '--account-id', '999999999999')).rejects.toThrow('root key');
  });

  it('wants the server to be stopped', async () => {
    const vedette = await startVedette(options);
    await expect(rotate('--root')).rejects.toThrow('in use');
    await vedette.close();
  });
});

describe('vedette key rotate --master', () => {
  it('replaces the file that the server made', async () => {
    const before = await rootKeyIds();
    const said = JSON.parse(await rotate('--master', '--format', 'json'));
    expect(said).toMatchObject({ Secrets: 1 });
    expect(readdirSync(ownKeyDirectory(process.env))).toHaveLength(1);
    expect(await rootKeyIds()).toEqual(before);
  });

  it('moves to a key of the operator, and from one to the next only if it is named', async () => {
    const before = await rootKeyIds();
    const path = join(folder, 'master.key');
    writeFileSync(path, generateMasterKey());
    await rotate('--master', '--new-master-key-file', path);
    await expect(rootKeyIds()).rejects.toThrow('not the master key');
    expect(await rootKeyIds({ kind: 'file', path })).toEqual(before);
    await expect(rotate('--master', '--master-key-file', path)).rejects.toThrow('Name the new key');
    const text = generateMasterKey();
    vi.stubEnv('VEDETTE_NEW_MASTER_KEY', text);
    await rotate('--master', '--master-key-file', path);
    expect(await rootKeyIds({ kind: 'text', text, variable: 'X' })).toEqual(before);
  });
});

it('says which key is wanted, and makes nothing where there is nothing', async () => {
  await expect(rotate()).rejects.toThrow('--root or --master');
  const empty = mkdtempSync(join(folder, 'empty-'));
  const nothing = keyCommand().parseAsync(['rotate', '--root', '--data-dir', empty], {
    from: 'user',
  });
  await expect(nothing).rejects.toThrow('is no data directory of Vedette');
  expect(readdirSync(empty)).toEqual([]);
});
