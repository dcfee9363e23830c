import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../lib/clock.ts';
import { FEED_BYTES_MAX, FEED_RETRY_MINUTES } from '../../limits.ts';
import { parseIpv4 } from '../ip-networks.ts';
import { ObjectServer } from '../testing.ts';
import { ThreatIndex } from '../threat-index.ts';
import { createFeeds } from './create-feeds.ts';
import type { Feed } from './feed.ts';
import { feedCopies } from './feed-copies.ts';
import { fetchFeed } from './fetch-feed.ts';
import { parseFeed } from './parse-feed.ts';
import { presets } from './presets.ts';
import { type Held, readFile } from './read-feed.ts';
import { readFeedSettings } from './read-settings.ts';

const HOUR = 3_600_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function feedOf(change: Partial<Feed> = {}): Feed {
  return {
    ...({ name: 'a-feed', kind: 'phishing', format: 'txt', licence: 'CC0' } as const),
    ...{ from: { kind: 'file', path: join(folder, 'feed.txt') }, refreshHours: 1 },
    ...{ subdomains: true, pages: false, entryAt: '1', headers: {} },
    ...change,
  } as Feed;
}
const v4 = (text: string) => parseIpv4(text) ?? -1;

describe('parseFeed', () => {
  async function parsed(text: string | Uint8Array, change: Partial<Feed> = {}) {
    const content = await parseFeed(Buffer.from(text), feedOf(change));
    return { ...content, index: new ThreatIndex(content.parts) };
  }

  it('reads lines with comments of either sort, ports and further columns', async () => {
    const text = '# a\n198.51.100.7 ; SBL1\n203.0.113.9:443\nexample.com # x\n\nno/thing\n';
    const { counts, addresses, domains, index } = await parsed(text);
    expect(counts).toEqual({ taken: 3, ignored: 0, unreadable: 1 });
    expect([addresses, domains]).toEqual([2, 1]);
    expect(index.atIpv4(v4('203.0.113.9')).threats).toHaveLength(1);
    expect(index.atDomain('a.example.com').threats).toHaveLength(1);
  });

  it('takes hosts from addresses of whole hosts, and of pages where it is told to', async () => {
    const text = 'https://example.com/\nhttps://example.org/login.php\nhttp://198.51.100.7/\n';
    const whole = await parsed(text);
    expect(whole.counts).toEqual({ taken: 2, ignored: 1, unreadable: 0 });
    expect(whole.index.atDomain('example.org').threats).toEqual([]);
    const pages = await parsed(text, { pages: true, subdomains: false });
    expect(pages.index.atDomain('example.org').threats).toHaveLength(1);
    expect(pages.index.atDomain('a.example.org').threats).toEqual([]);
  });

  it('reads hosts files, names of threats in CSV and members of NDJSON', async () => {
    const hosts = '127.0.0.1 localhost\n127.0.0.1\tbad.example.com bad.example.org # x\nnonsense';
    expect((await parsed(hosts, { format: 'hosts' })).domains).toBe(2);
    const csv = '"first","ip","name"\n"x","198.51.100.7","Emo, tet"\n"y","203.0.113.0/24","Drid"\n';
    const listed = await parsed(csv, { format: 'csv', entryAt: '2', threatAt: '3' });
    expect(listed.index.atIpv4(v4('198.51.100.7')).threats).toEqual([
      { kind: 'phishing', list: 'a-feed', threats: ['Emo, tet'] },
    ]);
    const rows = '{"a":{"cidr":"198.51.100.0/24"},"n":"SBL1"}\n{"type":"metadata"}\n{broken\n[1]\n';
    const nested = await parsed(rows, { format: 'ndjson', entryAt: 'a.cidr', threatAt: 'n' });
    expect(nested.counts).toEqual({ taken: 1, ignored: 2, unreadable: 1 });
    expect(nested.index.atIpv4(v4('198.51.100.7')).threats[0]?.threats).toEqual(['SBL1']);
  });

  it('reads the formats that lists of accounts have', async () => {
    const otx = 'Indicator type,Indicator,Description\nIPv4,198.51.100.7,x\n';
    expect((await parsed(otx, { format: 'otx-csv' })).addresses).toBe(1);
    const bundle = {
      objects: [{ type: 'indicator', pattern: "[ipv4-addr:value = '198.51.100.7']" }],
    };
    expect((await parsed(JSON.stringify(bundle), { format: 'stix' })).addresses).toBe(1);
  });

  it('keeps keys for the one kind that has them', async () => {
    const leaked = await parsed('AKIAIOSFODNN7EXAMPLE\nnot a key\n', { kind: 'leaked-key' });
    expect(leaked.keys).toBe(1);
    expect(leaked.index.atKey('AKIAIOSFODNN7EXAMPLE')).toHaveLength(1);
  });

  it('inflates gzip, up to a limit', async () => {
    expect((await parsed(gzipSync('example.com'))).domains).toBe(1);
    await expect(parsed(gzipSync('example.com').subarray(0, 12))).rejects.toThrow('inflated');
    const bomb = gzipSync(Buffer.alloc(FEED_BYTES_MAX + 1));
    await expect(parsed(bomb)).rejects.toThrow('It cannot be inflated');
  });

  it('refuses what holds nothing, in whatever way', async () => {
    const long = 'a'.repeat(8 * 1024 * 1024);
    const binary = Buffer.from(Array.from({ length: 10_000 }, (_, at) => (at * 7) % 256));
    for (const text of ['', '\0\0\0', long, '<html><body>404</body></html>', binary]) {
      for (const format of ['txt', 'hosts', 'csv', 'ndjson', 'stix', 'otx-csv'] as const) {
        await expect(parsed(text, { format })).rejects.toThrow();
      }
    }
  });
});

describe('readFeedSettings', () => {
  function read(content: unknown, environment = {}) {
    const path = join(folder, 'feeds.json');
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return readFeedSettings(path, environment);
  }

  it('reads feeds, presets and files for places', () => {
    const headers = { 'Auth-Key': '$KEY', Accept: 'text/plain' };
    const own = {
      name: 'mine',
      kind: 'trusted',
      format: 'csv',
      entry: 2,
      file: 'mine.csv',
      headers,
    };
    const settings = read(
      {
        feeds: [own, { preset: 'spamhaus-drop', kind: 'drop-point' }],
        places: { aws: 'aws.json' },
      },
      { KEY: 'secret' },
    );
    expect(settings.places.aws).toBe(join(folder, 'aws.json'));
    expect(settings.feeds).toMatchObject([
      {
        ...{ name: 'mine', kind: 'trusted', entryAt: '2', licence: 'not stated', refreshHours: 24 },
        from: { kind: 'file', path: join(folder, 'mine.csv') },
        headers: { 'Auth-Key': 'secret', Accept: 'text/plain' },
      },
      { name: 'spamhaus-drop', kind: 'drop-point', format: 'ndjson', entryAt: 'cidr' },
    ]);
  });

  it.each([
    ['{', 'cannot be read as JSON'],
    [[], '$ must be an object'],
    [{ feed: [] }, 'has a member "feed" that is not known'],
    [{ feeds: {} }, '$.feeds must be a list'],
    [{ feeds: [{}] }, '$.feeds[0] lacks "name"'],
    [{ feeds: [{ name: 'a', file: 'a' }] }, '$.feeds[0] lacks "kind"'],
    [{ feeds: [{ name: '../a', kind: 'scanner', file: 'a' }] }, '$.feeds[0].name must be letters'],
    [{ feeds: [{ name: 'a', kind: 'x', file: 'a' }] }, '$.feeds[0].kind must be one of custom'],
    [{ feeds: [{ name: 'a', kind: 'scanner' }] }, 'lacks "file" or "url"'],
    [{ feeds: [{ name: 'a', kind: 'scanner', file: 'a', url: 'b' }] }, 'has both'],
    [{ feeds: [{ name: 'a', kind: 'scanner', url: 'file:///etc/passwd' }] }, 'no http or https'],
    [{ feeds: [{ preset: 'x' }] }, '$.feeds[0].preset is no preset'],
    [{ feeds: [{ preset: 'cins' }, { preset: 'cins' }] }, '$.feeds[1] has the name of another'],
    [{ feeds: [{ preset: 'cins', refreshHours: 0 }] }, 'whole number from 1 to 8760'],
    [{ feeds: [{ preset: 'cins', headers: { A: '$NOT_SET' } }] }, 'names $NOT_SET, which is not'],
  ])('says where %j has its fault', (content, fault) => {
    expect(() => read(content)).toThrow(fault);
  });

  it('takes every preset as it is', () => {
    const { feeds } = read({ feeds: presets.map(({ name }) => ({ preset: name })) });
    expect(feeds.map(({ name }) => name)).toEqual(presets.map(({ name }) => name));
    for (const { from } of feeds) expect(from.kind).toBe('url');
  });
});

describe('createFeeds', () => {
  let server: ObjectServer;
  let clock: ManualClock;
  beforeEach(async () => {
    server = await ObjectServer.start();
    clock = new ManualClock(HOUR);
  });
  afterEach(() => server.stop());

  const copies = () => feedCopies(join(folder, 'copies'));
  const page = (change: Partial<Feed> = {}) =>
    feedOf({ from: { kind: 'url', url: new URL(`http://${server.host}/feed`) }, ...change });
  const open = (...feeds: Feed[]) => createFeeds(feeds, { clock, copies: copies() });
  const has = (feeds: ReturnType<typeof open>, address: string) =>
    feeds.threats().atIpv4(v4(address)).threats.length > 0;

  it('has the built-in names without any feed', () => {
    expect(open().threats().atDomain('guarddutyphishingactivity.com').threats).toHaveLength(1);
  });

  it('asks a page when told, then when it is due, and uses its copy after a restart', async () => {
    server.objects.set('/feed', '198.51.100.7');
    const feeds = open(page());
    await feeds.load();
    expect(server.asked).toHaveLength(0);
    await feeds.refresh();
    expect(has(feeds, '198.51.100.7')).toBe(true);
    clock.advance(HOUR - 1);
    await feeds.refresh();
    expect(server.asked).toHaveLength(1);
    server.objects.set('/feed', '203.0.113.9');
    clock.advance(1);
    await feeds.refresh();
    expect([has(feeds, '198.51.100.7'), has(feeds, '203.0.113.9')]).toEqual([false, true]);
    const again = open(page());
    await again.load();
    expect(has(again, '203.0.113.9')).toBe(true);
    expect(again.states()[0]?.at).toBe(clock.now());
    expect(server.asked).toHaveLength(2);
    const other = open(page({ from: { kind: 'url', url: new URL('http://127.0.0.1:1/') } }));
    await other.load();
    expect(has(other, '203.0.113.9')).toBe(false);
  });

  it('takes a page that has not changed for fresh', async () => {
    const answer = (response: ServerResponse) => {
      const { headers } = server.asked.at(-1) ?? {};
      if (headers?.['if-none-match'] === '"v1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"v1"' }).end('198.51.100.7');
    };
    server.objects.set('/feed', answer);
    const feeds = open(page());
    await feeds.refresh();
    clock.advance(5 * HOUR);
    await feeds.refresh();
    expect(server.asked).toHaveLength(2);
    expect(feeds.states()[0]).toMatchObject({ at: clock.now(), content: { addresses: 1 } });
    expect(has(feeds, '198.51.100.7')).toBe(true);
  });

  it('keeps what it had when a page fails, says why, and does not insist', async () => {
    server.objects.set('/feed', '198.51.100.7');
    const feeds = open(page());
    await feeds.refresh();
    server.objects.set('/feed', '<html>we are down</html>');
    clock.advance(HOUR);
    await feeds.refresh();
    expect(feeds.states()[0]?.fault).toContain('no entry in the format txt');
    server.objects.delete('/feed');
    await feeds.refresh();
    expect(server.asked).toHaveLength(2);
    clock.advance(FEED_RETRY_MINUTES * 60_000);
    await feeds.refresh();
    expect(feeds.states()[0]?.fault).toContain('answered 404');
    expect(has(feeds, '198.51.100.7')).toBe(true);
    const again = open(page());
    await again.load();
    expect(has(again, '198.51.100.7')).toBe(true);
  });

  it('takes up a file that changed, keeps what it had from one that is broken', async () => {
    const path = join(folder, 'feed.txt');
    const feeds = open(feedOf());
    await feeds.load();
    expect(feeds.states()[0]?.fault).toContain('There is no file');
    writeFileSync(path, '198.51.100.7');
    await feeds.refresh();
    expect(feeds.states()[0]).not.toHaveProperty('fault');
    writeFileSync(path, '203.0.113.9');
    utimesSync(path, 5, 5);
    await feeds.refresh();
    expect(has(feeds, '203.0.113.9')).toBe(true);
    expect(feeds.states()[0]?.at).toBe(5_000);
    writeFileSync(path, 'no such thing');
    await feeds.refresh();
    await feeds.refresh();
    expect(feeds.states()[0]?.fault).toContain('no entry');
    expect(has(feeds, '203.0.113.9')).toBe(true);
  });

  it('reads a file once for each time it changes', async () => {
    writeFileSync(join(folder, 'feed.txt'), '198.51.100.7');
    const held: Held = { feed: feedOf(), dueAt: 0 };
    expect(await readFile(held)).toBe(true);
    expect(await readFile(held)).toBe(false);
    expect(held.content?.addresses).toBe(1);
  });

  it('reads no file beyond the limit', async () => {
    writeFileSync(join(folder, 'feed.txt'), Buffer.alloc(FEED_BYTES_MAX + 1, 'a'));
    const feeds = open(feedOf());
    await feeds.load();
    expect(feeds.states()[0]?.fault).toContain(`more than ${FEED_BYTES_MAX} bytes`);
  });

  it('goes on with feeds that stay when others come', async () => {
    writeFileSync(join(folder, 'feed.txt'), '198.51.100.7');
    const feeds = open(feedOf());
    await feeds.load();
    await feeds.replace([page({ name: 'other' }), feedOf()]);
    expect(has(feeds, '198.51.100.7')).toBe(true);
    await feeds.replace([]);
    expect(has(feeds, '198.51.100.7')).toBe(false);
  });

  it('bounds what a page may send, follows nothing, sends the headers it was given', async () => {
    const ask = { url: new URL(`http://${server.host}/feed`), known: undefined, seconds: 5 };
    const send = (bytesMax: number) =>
      fetchFeed({ ...ask, headers: { 'Auth-Key': 'k' }, bytesMax });
    server.objects.set('/feed', 'a'.repeat(11));
    await expect(send(10)).rejects.toThrow('more than 10 bytes');
    expect(server.asked[0]?.headers['auth-key']).toBe('k');
    server.objects.set('/feed', (response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    });
    await expect(send(10)).rejects.toThrow('answered 302, which points to http://127.0.0.1:1/');
    server.objects.set('/feed', () => undefined);
    await expect(fetchFeed({ ...ask, headers: {}, bytesMax: 1, seconds: 0.05 })).rejects.toThrow(
      'took over 0.05 seconds',
    );
  });

  it('leaves only whole copies, each with its state', async () => {
    server.objects.set('/feed', '198.51.100.7');
    const feeds = open(page());
    await feeds.refresh();
    expect(readdirSync(join(folder, 'copies')).sort()).toEqual(['a-feed.copy', 'a-feed.json']);
    writeFileSync(join(folder, 'copies', 'a-feed.json'), '{"url":');
    const again = open(page());
    await again.load();
    expect(again.states()[0]).not.toHaveProperty('content');
  });
});
