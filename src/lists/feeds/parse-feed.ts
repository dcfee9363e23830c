import { gunzip } from 'node:zlib';
import {
  FEED_BYTES_MAX,
  FEED_ENTRIES_MAX,
  FEED_THREAT_CHARS_MAX,
  FEED_THREATS_MAX,
} from '../../limits.ts';
import { EntryCollector, type EntryCounts, ListError } from '../entries.ts';
import { parseIpv4 } from '../ip-networks.ts';
import type { Listed } from '../known-lists.ts';
import { csvFields, eachLine } from '../lines.ts';
import { parseAlienVault } from '../parse-alien-vault.ts';
import { parseFireEye } from '../parse-fire-eye.ts';
import { parseOtxCsv } from '../parse-otx-csv.ts';
import { parseProofPoint } from '../parse-proof-point.ts';
import { parseStixJson } from '../parse-stix-json.ts';
import { parseStixXml } from '../parse-stix-xml.ts';
import type { ThreatPart } from '../threat-index.ts';
import type { Feed, FeedFormat } from './feed.ts';

/** What a feed's file holds. */
export interface FeedContent {
  readonly parts: readonly ThreatPart[];
  readonly counts: Readonly<EntryCounts>;
  /** What the entries are, which says what the feed is good for. */
  readonly addresses: number;
  readonly domains: number;
  readonly keys: number;
}

/**
 * The entries of a feed, gzip or not. Bad lines are counted and do no harm.
 * @throws ListError where nothing can be taken from it, or more than a feed may hold
 */
export async function parseFeed(bytes: Uint8Array, feed: Feed): Promise<FeedContent> {
  const collector = new FeedCollector(feed);
  // A byte order mark goes with the decoding.
  const text = new TextDecoder().decode(await inflated(bytes));
  await PARSERS[feed.format](text, collector, feed);
  const content = collector.content();
  if (content.counts.taken > 0) return content;
  const { unreadable, ignored } = content.counts;
  throw new ListError(
    `It has no entry in the format ${feed.format}: ${unreadable} lines or values cannot be read, ` +
      `${ignored} do not count.`,
  );
}

type Parser = (text: string, collector: FeedCollector, feed: Feed) => Promise<void>;
type ListParser = (text: string, entries: EntryCollector) => Promise<void>;

const asList =
  (parse: ListParser): Parser =>
  (text, collector) =>
    parse(text, collector.without);

const PARSERS: Readonly<Record<FeedFormat, Parser>> = {
  txt: (text, collector) =>
    eachLine(text, collector.without, (line) => {
      // `;` is how the lists of Spamhaus begin a comment.
      const [entry = ''] = line.split(/[#;]|\s/, 1);
      if (entry !== '') collector.add(entry);
    }),
  hosts: (text, collector) =>
    eachLine(text, collector.without, (line) => {
      const [address = '', ...names] = (line.split('#', 1)[0] ?? '').trim().split(/\s+/);
      if (address === '') return;
      if (parseIpv4(address) === undefined && !address.includes(':')) collector.without.ignore();
      else for (const name of names) if (name.includes('.')) collector.add(name);
    }),
  csv: (text, collector, feed) =>
    eachLine(text, collector.without, (line) => {
      if (line.startsWith('#')) return;
      const fields = csvFields(line);
      const entry = fields[Number(feed.entryAt) - 1];
      if (entry === undefined) collector.without.counts.unreadable += 1;
      else collector.add(entry, feed.threatAt && fields[Number(feed.threatAt) - 1]);
    }),
  ndjson: (text, collector, feed) =>
    eachLine(text, collector.without, (line) => {
      const row = parseRow(line);
      const entry = row === undefined ? undefined : memberOf(row, feed.entryAt);
      if (entry !== undefined) collector.add(entry, feed.threatAt && memberOf(row, feed.threatAt));
      else if (row === undefined) collector.without.counts.unreadable += 1;
      else collector.without.ignore();
    }),
  stix: (text, collector) =>
    asList(/^\s*</.test(text) ? parseStixXml : parseStixJson)(text, collector, collector.feed),
  'otx-csv': asList(parseOtxCsv),
  'alien-vault': asList(parseAlienVault),
  'proof-point': asList(parseProofPoint),
  'fire-eye': asList(parseFireEye),
};

const ACCESS_KEY_ID = /^A[A-Z]{2}A[A-Z0-9]{12,124}$/;

/** Sorts entries by the name of the threat that the feed gives, up to so many names. */
class FeedCollector {
  readonly feed: Feed;
  /** Of entries for which no threat is named. */
  readonly without: EntryCollector;
  readonly #byThreat = new Map<string, EntryCollector>();
  readonly #keys = new Set<string>();
  #left = FEED_ENTRIES_MAX;

  constructor(feed: Feed) {
    this.feed = feed;
    this.without = newCollector();
  }

  add(text: string, threat?: string): void {
    this.#left -= 1;
    if (this.#left < 0) throw new ListError(`It has more than ${FEED_ENTRIES_MAX} entries.`);
    if (this.feed.kind === 'leaked-key') {
      if (ACCESS_KEY_ID.test(text)) this.#keys.add(text);
      else this.without.counts.unreadable += 1;
      return;
    }
    const entries = this.#collectorOf(threat?.trim().slice(0, FEED_THREAT_CHARS_MAX) ?? '');
    const host = /^[a-z]+:\/\//i.test(text) ? hostOf(text, this.feed.pages) : withoutPort(text);
    if (host === undefined) entries.ignore();
    else entries.add(host);
  }

  content(): FeedContent {
    const { kind, name, subdomains } = this.feed;
    const counts = { taken: this.#keys.size, ignored: 0, unreadable: 0 };
    const sizes = { addresses: 0, domains: 0, keys: this.#keys.size };
    const parts: ThreatPart[] = [];
    for (const [threat, entries] of [['', this.without] as const, ...this.#byThreat]) {
      for (const count of ['taken', 'ignored', 'unreadable'] as const) {
        counts[count] += entries.counts[count];
      }
      sizes.addresses += entries.ipv4.length + entries.ipv6.length;
      sizes.domains += entries.domains.size;
      const threats = threat === '' ? [] : [threat];
      const listed: Listed | 'trusted' = kind === 'trusted' ? kind : { kind, list: name, threats };
      const keys = threat === '' ? [...this.#keys] : [];
      parts.push({ listed, entries, subdomains, ...(keys.length > 0 && { keys }) });
    }
    return { parts, counts, ...sizes };
  }

  #collectorOf(threat: string): EntryCollector {
    const known = threat === '' ? this.without : this.#byThreat.get(threat);
    if (known !== undefined) return known;
    if (this.#byThreat.size >= FEED_THREATS_MAX) return this.without;
    const made = newCollector();
    this.#byThreat.set(threat, made);
    return made;
  }
}

function newCollector(): EntryCollector {
  return new EntryCollector({ entriesMax: FEED_ENTRIES_MAX, takesDomains: true });
}

/** One bad page says nothing of the others on its host, unless the operator wants it so. */
function hostOf(text: string, pages: boolean): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { hostname, pathname, search } = new URL(text);
  const isWhole = pathname === '/' && search === '';
  return isWhole || pages ? hostname.replace(/^\[(.*)\]$/, '$1') : undefined;
}

function withoutPort(text: string): string {
  const [, host] = /^([^:/]+):\d{1,5}$/.exec(text) ?? [];
  return host ?? text;
}

function parseRow(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

function memberOf(row: unknown, path: string): string | undefined {
  let value = row;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.hasOwn(value, name)
      ? (value as Readonly<Record<string, unknown>>)[name]
      : undefined;
  }
  return typeof value === 'string' ? value : undefined;
}

function inflated(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return Promise.resolve(bytes);
  return new Promise((resolve, reject) => {
    gunzip(bytes, { maxOutputLength: FEED_BYTES_MAX }, (error, plain) => {
      if (error) reject(new ListError(`It cannot be inflated (${error.message}).`));
      else resolve(plain);
    });
  });
}
