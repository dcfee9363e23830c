import { readFileSync, statSync } from 'node:fs';
import type { Clock } from '../../lib/clock.ts';
import { FEED_BYTES_MAX, FEED_FETCH_SECONDS } from '../../limits.ts';
import { ListError } from '../entries.ts';
import type { Feed } from './feed.ts';
import type { FeedCopies } from './feed-copies.ts';
import { fetchFeed } from './fetch-feed.ts';
import { type FeedContent, parseFeed } from './parse-feed.ts';

/** A feed and what is in force of it. */
export interface Held {
  readonly feed: Feed;
  content?: FeedContent;
  at?: number;
  fault?: string;
  /** Of a page: not before then. Of a file: what it was when it was read. */
  dueAt: number;
  version?: string;
}

interface Asking {
  readonly clock: Clock;
  readonly copies: FeedCopies;
  readonly signal: AbortSignal | undefined;
}

/** True where something else is in force now, as for the two below. */
export async function readFile(one: Held): Promise<boolean> {
  if (one.feed.from.kind !== 'file') return false;
  const { path } = one.feed.from;
  const before = one.version;
  delete one.version;
  const { size, mtimeMs, ino } = statOf(path);
  one.version = `${ino} ${size} ${mtimeMs}`;
  // A file that could not be used is not read again before it changes.
  if (one.version === before) return false;
  if (size > FEED_BYTES_MAX) throw new ListError(`It has more than ${FEED_BYTES_MAX} bytes.`);
  one.content = await parseFeed(readFileSync(path), one.feed);
  one.at = Math.round(mtimeMs);
  delete one.fault;
  return true;
}

export async function readCopy(one: Held, copies: FeedCopies): Promise<boolean> {
  if (one.feed.from.kind !== 'url') return false;
  const copy = copies.read(one.feed.name, one.feed.from.url);
  if (copy === undefined) return false;
  one.content = await parseFeed(copy.bytes(), one.feed);
  one.at = copy.state.fetchedAt;
  one.dueAt = copy.state.fetchedAt + one.feed.refreshHours * 3_600_000;
  return true;
}

export async function askPage(one: Held, { clock, copies, signal }: Asking): Promise<boolean> {
  const { from, name, headers, refreshHours } = one.feed;
  if (from.kind !== 'url') return false;
  const known = one.content === undefined ? undefined : copies.read(name, from.url)?.state;
  const asked = { url: from.url, headers, known, ...(signal && { signal }) };
  const limits = { bytesMax: FEED_BYTES_MAX, seconds: FEED_FETCH_SECONDS };
  const fetched = await fetchFeed({ ...asked, ...limits });
  const now = clock.now();
  const content = fetched && (await parseFeed(fetched.bytes, one.feed));
  if (fetched === undefined && known !== undefined) {
    copies.touch(name, { ...known, fetchedAt: now });
  } else if (fetched !== undefined) {
    const { bytes, ...validators } = fetched;
    copies.write(name, { url: from.url.href, fetchedAt: now, ...validators }, bytes);
  }
  one.at = now;
  one.dueAt = now + refreshHours * 3_600_000;
  delete one.fault;
  if (content === undefined) return false;
  one.content = content;
  return true;
}

function statOf(path: string) {
  try {
    return statSync(path);
  } catch {
    throw new ListError(`There is no file ${path} that can be read.`);
  }
}
