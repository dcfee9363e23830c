import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  finishOwnRotation,
  firstMasterKey,
  knownMasterKey,
  ownKeyDirectory,
  ownKeyPath,
  prepareOwnRotation,
  readSource,
} from './master-key.ts';
import { generateMasterKey } from './seal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const own = () => ({ kind: 'own-file', directory: join(folder, 'config') }) as const;

describe('the own key file', () => {
  it('is made on first start with mode 0600 and found again', () => {
    const { seal, made } = firstMasterKey(own(), 'abc');
    expect(made).toBe(join(folder, 'config', 'abc.key'));
    expect(statSync(made ?? '').mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'config')).mode & 0o777).toBe(0o700);
    expect(knownMasterKey(own(), 'abc', seal.fingerprint).fingerprint).toBe(seal.fingerprint);
  });

  it('is never overwritten', () => {
    firstMasterKey(own(), 'abc');
    expect(() => firstMasterKey(own(), 'abc')).toThrow('EEXIST');
  });

  it('is named when it is missing or holds something else', () => {
    expect(() => knownMasterKey(own(), 'abc', 'f')).toThrow('abc.key cannot be read (ENOENT)');
    const { seal } = firstMasterKey(own(), 'abc');
    expect(() => knownMasterKey(own(), 'abc', '00')).toThrow(`holds key ${seal.fingerprint}`);
  });

  it('lives below XDG_CONFIG_HOME where that is set', () => {
    expect(ownKeyDirectory({ XDG_CONFIG_HOME: '/x' })).toBe('/x/vedette');
    expect(ownKeyDirectory({ XDG_CONFIG_HOME: '' })).toMatch(/\/\.config\/vedette$/);
  });
});

describe('a rotation that is cut off', () => {
  it('before its commit: the old key still opens, and the new one is dropped', () => {
    const { seal: old } = firstMasterKey(own(), 'abc');
    prepareOwnRotation(ownKeyPath(own().directory, 'abc'));
    expect(knownMasterKey(own(), 'abc', old.fingerprint).fingerprint).toBe(old.fingerprint);
    expect(readdirSync(own().directory)).toEqual(['abc.key']);
  });

  it('after its commit: the new key is put in its place', () => {
    firstMasterKey(own(), 'abc');
    const fresh = prepareOwnRotation(ownKeyPath(own().directory, 'abc'));
    expect(knownMasterKey(own(), 'abc', fresh.fingerprint).open(fresh.seal('x'))).toBe('x');
    expect(readdirSync(own().directory)).toEqual(['abc.key']);
  });

  it('not at all: only the new key is left', () => {
    firstMasterKey(own(), 'abc');
    const path = ownKeyPath(own().directory, 'abc');
    const fresh = prepareOwnRotation(path);
    finishOwnRotation(path);
    expect(knownMasterKey(own(), 'abc', fresh.fingerprint).fingerprint).toBe(fresh.fingerprint);
  });
});

describe('readSource', () => {
  it('reads a file, a variable and the output of a command alike', () => {
    const path = join(folder, 'key');
    writeFileSync(path, generateMasterKey());
    const text = readFileSync(path, 'utf8');
    const prints = [
      readSource({ kind: 'file', path }),
      readSource({ kind: 'text', text, variable: 'VEDETTE_MASTER_KEY' }),
      readSource({ kind: 'command', command: `cat ${path}`, seconds: 10 }),
    ].map((seal) => seal.fingerprint);
    expect(new Set(prints).size).toBe(1);
  });

  it('runs a command without a shell', () => {
    const command = `echo x; touch ${join(folder, 'made')}`;
    expect(() => readSource({ kind: 'command', command, seconds: 10 })).toThrow('no master key');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says what failed, and never the key', () => {
    const text = `${generateMasterKey()}x`;
    const source = { kind: 'text', text, variable: 'VEDETTE_MASTER_KEY' } as const;
    expect(() => readSource(source)).toThrow(/^VEDETTE_MASTER_KEY holds no master key/);
    expect(() => readSource(source)).not.toThrow(text);
    const failing = { kind: 'command', command: 'false', seconds: 10 } as const;
    expect(() => readSource(failing)).toThrow('exit code 1');
  });
});
