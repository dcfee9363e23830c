import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addDataOptions, masterKeySource, parseCount, parseRegion } from './server-options.ts';

const options = { dataDir: './data' };

describe('masterKeySource', () => {
  it('is the own file where nothing is said', () => {
    const source = masterKeySource(options, { XDG_CONFIG_HOME: '/config' });
    expect(source).toEqual({ kind: 'own-file', directory: '/config/vedette' });
  });

  it.each([
    [{ ...options, masterKeyFile: '/k' }, {}, { kind: 'file', path: '/k' }],
    [{ ...options, masterKeyCommand: 'get key' }, {}, { kind: 'command', command: 'get key' }],
    [options, { VEDETTE_MASTER_KEY: 'abc' }, { kind: 'text', text: 'abc' }],
  ])('is the one that is given: %j %j', (given, environment, expected) => {
    expect(masterKeySource(given, environment)).toMatchObject(expected);
  });

  it('refuses two, since either could be meant', () => {
    const given = { ...options, masterKeyFile: '/k' };
    expect(() => masterKeySource(given, { VEDETTE_MASTER_KEY: 'abc' })).toThrow('More than one');
  });
});

describe('addDataOptions', () => {
  it('takes the data directory from a flag, else ./data', () => {
    const parsed = (...args: string[]) =>
      addDataOptions(new Command()).parse(args, { from: 'user' }).opts();
    expect(parsed()).toEqual({ dataDir: './data' });
    expect(parsed('--data-dir', '/d')).toEqual({ dataDir: '/d' });
  });

  it('refuses an empty data directory, which would be the current folder', () => {
    const command = addDataOptions(new Command()).exitOverride();
    command.configureOutput({ writeErr: () => undefined });
    expect(() => command.parse(['--data-dir', ''], { from: 'user' })).toThrow('must be a path');
  });
});

describe('parseRegion', () => {
  it('takes Regions of any partition, and nothing else', () => {
    for (const region of ['us-east-1', 'cn-north-1']) expect(parseRegion(region)).toBe(region);
    expect(() => parseRegion('us-east-9')).toThrow('It must be a Region');
  });
});

describe('parseCount', () => {
  it('takes whole numbers within the bounds only', () => {
    const parse = parseCount(0, 65_535);
    expect(parse('0')).toBe(0);
    expect(parse('65535')).toBe(65_535);
    for (const text of ['65536', '-1', '1.5', '', '1e3', ' 1']) {
      expect(() => parse(text)).toThrow('whole number from 0 to 65535');
    }
  });
});
