import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ManualClock } from '../lib/clock.ts';
import { openWorld } from '../lists/open-world.ts';
import { ObjectServer } from '../lists/testing.ts';
import { listsCommand, shownWorld } from './lists.ts';

let folder: string;
let server: ObjectServer;
let printed: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-'));
  server = await ObjectServer.start();
  printed = '';
  vi.spyOn(console, 'log').mockImplementation((text: string) => {
    printed += `${text}\n`;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  await server.stop();
  rmSync(folder, { recursive: true });
});

const run = (...words: string[]) => listsCommand().parseAsync(words, { from: 'user' });
const settings = () => join(folder, 'feeds.json');

describe('vedette lists', () => {
  it('adds a preset without fetching it, and refuses a second time', async () => {
    await run('add', 'tor-exits', '--feeds', settings());
    expect(printed).toContain('https://check.torproject.org/torbulkexitlist');
    expect(printed).toContain('Nothing was fetched');
    const written = readFileSync(settings(), 'utf8');
    expect(JSON.parse(written)).toEqual({ feeds: [{ preset: 'tor-exits' }] });
    await expect(run('add', 'tor-exits', '--feeds', settings())).rejects.toThrow('another feed');
    expect(readFileSync(settings(), 'utf8')).toBe(written);
    await expect(run('add', 'nothing', '--feeds', settings())).rejects.toThrow('no preset nothing');
  });

  it('names presets with address and terms', async () => {
    await run('presets');
    expect(printed).toContain('https://www.spamhaus.org/drop/drop_v4.json');
    expect(printed).toContain('(not verified by us)');
  });

  it('fetches what is declared when told, and shows what is in force and what sleeps', async () => {
    const url = `http://${server.host}/feed`;
    const feed = { name: 'exits', kind: 'tor-exit', url, licence: 'CC0' };
    writeFileSync(
      settings(),
      JSON.stringify({ feeds: [feed, { ...feed, name: 'x', url: `${url}2` }] }),
    );
    const where = ['--feeds', settings(), '--data-dir', folder];
    await run('show', ...where);
    expect(printed).toContain('none yet');
    expect(printed).toContain('UnauthorizedAccess:IAMUser/TorIPCaller');
    expect(server.asked).toHaveLength(0);
    server.objects.set('/feed', '198.51.100.7\n203.0.113.9\n');
    await run('refresh', ...where);
    expect(process.exitCode).toBe(1);
    expect(printed).toContain('x could not be read: 127.0.0.1');
    printed = '';
    await run('show', ...where);
    expect(printed).toMatch(/exits +│ tor-exit +│ 2 +│ 0 min .* CC0/);
    expect(printed).not.toContain('UnauthorizedAccess:IAMUser/TorIPCaller');
    expect(printed).toContain('IP Geolocation by DB-IP');
  });

  it('tells ages', async () => {
    writeFileSync(join(folder, 'a.txt'), '198.51.100.7');
    const feed = { name: 'a', kind: 'scanner', file: 'a.txt' };
    writeFileSync(settings(), JSON.stringify({ feeds: [feed] }));
    const clock = new ManualClock(0);
    const world = await openWorld({ feeds: settings(), clock, dataDirectory: folder });
    const at = world.feeds.states()[0]?.at ?? 0;
    expect(shownWorld(world, at + 3 * 3_600_000)).toContain('3 h (');
    expect(shownWorld(world, at + 72 * 3_600_000)).toContain('3 days (');
  });
});
