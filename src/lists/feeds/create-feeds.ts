import type { Clock } from '../../lib/clock.ts';
import { FEED_RETRY_MINUTES } from '../../limits.ts';
import { ListError } from '../entries.ts';
import { testDomainParts } from '../test-domains.ts';
import { ThreatIndex, type ThreatPart } from '../threat-index.ts';
import type { Feed } from './feed.ts';
import type { FeedCopies } from './feed-copies.ts';
import type { FeedContent } from './parse-feed.ts';
import { askPage, type Held, readCopy, readFile } from './read-feed.ts';

/** How a feed stands, for whoever looks at it. */
export interface FeedState {
  readonly feed: Feed;
  /** Absent while nothing of it is in force. */
  readonly content?: Omit<FeedContent, 'parts'>;
  /** When what is in force was written (a file) or fetched (a page). */
  readonly at?: number;
  /** Why it could not be read the last time. */
  readonly fault?: string;
}

export interface Feeds {
  /** What all feeds and the built-in names say. */
  threats(): ThreatIndex;
  states(): readonly FeedState[];
  /** Reads files and copies; asks nobody. */
  load(): Promise<void>;
  /** Reads files that changed, and asks pages again that are due, or all of them. */
  refresh(options?: { readonly all?: boolean; readonly signal?: AbortSignal }): Promise<void>;
  /** Puts other feeds in their place; those that stay keep what they hold. */
  replace(feeds: readonly Feed[]): Promise<void>;
}

/** Feeds of the operator. One that cannot be read is named, and what it held before stays. */
export function createFeeds(
  declared: readonly Feed[],
  { clock, copies }: { readonly clock: Clock; readonly copies: FeedCopies },
): Feeds {
  let held: Held[] = declared.map((feed) => ({ feed, dueAt: 0 }));
  let threats = new ThreatIndex(partsOf(held));

  /** True where something else is in force now. */
  async function attempt(one: Held, work: () => Promise<boolean>): Promise<boolean> {
    try {
      return await work();
    } catch (error) {
      // A file that a parser stumbles over is its feed's trouble, and may not hold up the others.
      one.fault = error instanceof ListError ? error.message : `It cannot be read: ${error}.`;
      one.dueAt = clock.now() + FEED_RETRY_MINUTES * 60_000;
      return false;
    }
  }

  async function each(work: (one: Held) => Promise<boolean>): Promise<void> {
    let changed = false;
    for (const one of held) if (await attempt(one, () => work(one))) changed = true;
    if (changed) threats = await ThreatIndex.inTurns(partsOf(held));
  }

  return {
    threats: () => threats,
    states: () => held.map(stateOf),
    load: () =>
      each((one) => (one.feed.from.kind === 'file' ? readFile(one) : readCopy(one, copies))),
    refresh: ({ all = false, signal } = {}) =>
      each(async (one) => {
        if (one.feed.from.kind === 'file') return readFile(one);
        if (!all && clock.now() < one.dueAt) return false;
        return askPage(one, { clock, copies, signal });
      }),
    async replace(feeds) {
      const before = new Map(held.map((one) => [JSON.stringify(one.feed), one]));
      held = feeds.map((feed) => before.get(JSON.stringify(feed)) ?? { feed, dueAt: 0 });
      threats = await ThreatIndex.inTurns(partsOf(held));
    },
  };
}

function partsOf(held: readonly Held[]): ThreatPart[] {
  return [...testDomainParts, ...held.flatMap(({ content }) => content?.parts ?? [])];
}

function stateOf({ feed, content, at, fault }: Held): FeedState {
  return {
    feed,
    ...(content && { content }),
    ...(at !== undefined && { at }),
    ...(fault !== undefined && { fault }),
  };
}
