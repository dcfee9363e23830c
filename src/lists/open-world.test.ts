import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../lib/clock.ts';
import { knownToAll } from './create-known-lists.ts';
import { keepFresh, openWorld } from './open-world.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const open = (files: { readonly feeds?: string; readonly inventory?: string } = {}) =>
  openWorld({ ...files, clock: new ManualClock(1), dataDirectory: folder });
const feed = { name: 'mine', kind: 'scanner', file: 'mine.txt' };
const machines = (...addresses: string[]) => ({
  accounts: [{ accountId: '111122223333', addresses }],
});

describe('openWorld', () => {
  it('knows test domains and places without any file, and no machines', async () => {
    const known = knownToAll(await open());
    expect(known.domainThreats('guarddutyphishingactivity.com')).toHaveLength(1);
    expect(known.isAws('52.94.10.5')).toBe(true);
    expect(known.inventory.accountOf('203.0.113.9')).toBeUndefined();
  });

  it('takes up feeds, machines and settings that change', async () => {
    put('mine.txt', '198.51.100.7');
    const feeds = put('feeds.json', { feeds: [feed] });
    const inventory = put('inventory.json', machines('203.0.113.9'));
    const world = await open({ feeds, inventory });
    const known = knownToAll(world);
    expect(known.addressThreats('198.51.100.7')).toHaveLength(1);
    expect(known.inventory.accountOf('203.0.113.9')).toBe('111122223333');
    put('inventory.json', machines('203.0.113.9', '203.0.113.10'));
    put('other.txt', '192.0.2.1 192.0.2.2');
    await world.refresh();
    expect(known.inventory.accountOf('203.0.113.10')).toBe('111122223333');
    put('feeds.json', { feeds: [{ ...feed, name: 'other', file: 'other.txt' }] });
    await world.reload();
    expect(known.addressThreats('198.51.100.7')).toEqual([]);
    expect(known.addressThreats('192.0.2.1')).toHaveLength(1);
  });

  it('refuses files with a fault at the start, and keeps what it has later', async () => {
    await expect(open({ feeds: put('feeds.json', '[]') })).rejects.toThrow('must be an object');
    await expect(open({ inventory: put('inventory.json', {}) })).rejects.toThrow('lacks "acc');
    const places = { places: { countries: put('no.mmdb', 'x') } };
    await expect(open({ feeds: put('feeds.json', places) })).rejects.toThrow('no MaxMind');
    const feeds = put('feeds.json', { feeds: [feed] });
    put('mine.txt', '198.51.100.7');
    const world = await open({ feeds });
    put('feeds.json', '{');
    await expect(world.reload()).rejects.toThrow('cannot be read as JSON');
    expect(knownToAll(world).addressThreats('198.51.100.7')).toHaveLength(1);
  });
});

describe('keepFresh', () => {
  it('reads again when it is told to, and says once what a feed lacks', async () => {
    const feeds = put('feeds.json', { feeds: [feed] });
    let logged = '';
    const write = (line: string) => {
      logged += line;
    };
    const world = await open({ feeds });
    const fresh = keepFresh(world, pino({}, { write }));
    await expect.poll(() => logged).toContain('a feed could not be read');
    put('mine.txt', '198.51.100.7');
    fresh.reload();
    const known = knownToAll(world);
    await expect.poll(() => known.addressThreats('198.51.100.7').length).toBe(1);
    await fresh.close();
    expect(logged.match(/could not be read/g)).toHaveLength(1);
  });
});
