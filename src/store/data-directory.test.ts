import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MasterKeySource } from '../lib/master-key.ts';
import { generateMasterKey } from '../lib/seal.ts';
import { isDataDirectory, openDataDirectory } from './data-directory.ts';

let folder: string;
let path: string;
let own: MasterKeySource & { kind: 'own-file' };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-data-'));
  path = join(folder, 'deep/data');
  own = { kind: 'own-file', directory: join(folder, 'keys') };
});
afterEach(() => rmSync(folder, { recursive: true }));

const nothing = async () => 'settled';

describe('openDataDirectory', () => {
  it('keeps its id and its key between starts', async () => {
    const first = await openDataDirectory(path, own, nothing);
    expect(first.settled).toBe('settled');
    expect(first.madeKeyFile).toBe(join(folder, 'keys', `${first.id}.key`));
    const sealed = first.seal.seal('x');
    await first.store.close();
    expect(isDataDirectory(path)).toBe(true);
    const second = await openDataDirectory(path, own, nothing);
    expect(second).toMatchObject({ id: first.id });
    expect(second.madeKeyFile).toBeUndefined();
    expect(second.seal.open(sealed)).toBe('x');
    await second.store.close();
  });

  it('refuses another key and stays as it is', async () => {
    const first = await openDataDirectory(path, own, nothing);
    await first.store.close();
    const text = generateMasterKey();
    const other = { kind: 'text', text, variable: 'VEDETTE_MASTER_KEY' } as const;
    await expect(openDataDirectory(path, other, nothing)).rejects.toThrow('not the master key');
    const again = await openDataDirectory(path, own, nothing);
    await again.store.close();
  });

  it('leaves nothing behind when a first start fails', async () => {
    const failing = openDataDirectory(path, own, async (store) => {
      await store.settings.put('half', 'made');
      throw new Error('refused');
    });
    await expect(failing).rejects.toThrow('refused');
    expect(readdirSync(folder)).toEqual(['keys']);
    expect(readdirSync(own.directory)).toEqual([]);
  });

  it('does not touch what was there before', async () => {
    mkdirSync(path, { recursive: true });
    const failing = openDataDirectory(path, own, async (store) => {
      await store.settings.put('half', 'made');
      throw new Error('refused');
    });
    await expect(failing).rejects.toThrow('refused');
    expect(existsSync(path)).toBe(true);
    const later = await openDataDirectory(path, own, (store) => store.settings.get('half'));
    expect(later.settled).toBeUndefined();
    await later.store.close();
  });

  it('finds out before anything is made that a key cannot be had', async () => {
    const missing = { kind: 'file', path: join(folder, 'nope') } as const;
    await expect(openDataDirectory(path, missing, nothing)).rejects.toThrow('ENOENT');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is for one at a time', async () => {
    const first = await openDataDirectory(path, own, nothing);
    await expect(openDataDirectory(path, own, nothing)).rejects.toThrow('in use');
    await first.store.close();
  });
});
