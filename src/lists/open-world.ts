import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Clock } from '../lib/clock.ts';
import { createWakeLoop } from '../lib/wake-loop.ts';
import { BACKGROUND_RETRY_SECONDS, FEED_CHECK_MINUTES } from '../limits.ts';
import type { World } from './create-known-lists.ts';
import { noLists } from './declared-lists.ts';
import { createFeeds, type Feeds } from './feeds/create-feeds.ts';
import { feedCopies } from './feeds/feed-copies.ts';
import { type FeedSettings, readFeedSettings } from './feeds/read-settings.ts';
import { readInventory } from './inventory/read-inventory.ts';
import { createPlaces, type Places } from './places/create-places.ts';

/** Files of the operator that say what is known. */
export interface WorldFiles {
  readonly feeds?: string | undefined;
  readonly inventory?: string | undefined;
}

export interface WorldOptions extends WorldFiles {
  readonly clock: Clock;
  /** The last good copies of pages are kept in its folder `feeds`. */
  readonly dataDirectory: string;
}

export interface OpenWorld extends World {
  readonly feeds: Feeds;
  /** Takes up what changed: files at once, pages that are due. Throws for a faulty file. */
  refresh(options?: Parameters<Feeds['refresh']>[0]): Promise<void>;
  /** The same, with the settings read anew. */
  reload(): Promise<void>;
}

const NO_SETTINGS: FeedSettings = { feeds: [], places: {} };

/**
 * Opens what is known: feeds from their files and copies, places, the inventory. Asks nobody.
 * Throws an Error for the operator where a settings, inventory or place file has a fault.
 */
export async function openWorld(options: WorldOptions): Promise<OpenWorld> {
  const { clock, dataDirectory, inventory: inventoryFile } = options;
  const copies = feedCopies(join(dataDirectory, 'feeds'));
  const settings = () =>
    options.feeds === undefined ? NO_SETTINGS : readFeedSettings(options.feeds);
  const first = settings();
  let places = openPlaces(first);
  let inventory = noLists.inventory;
  let inventoryVersion = '';
  const readMachines = () => {
    if (inventoryFile === undefined) return;
    const version = versionOf(inventoryFile);
    if (version === inventoryVersion) return;
    inventory = readInventory(inventoryFile);
    inventoryVersion = version;
  };
  readMachines();
  const feeds = createFeeds(first.feeds, { clock, copies });
  await feeds.load();
  return {
    feeds,
    threats: feeds.threats,
    places: {
      place: (address) => places.place(address),
      isAws: (address) => places.isAws(address),
    },
    inventory: () => inventory,
    async refresh(asked) {
      await feeds.refresh(asked);
      readMachines();
    },
    async reload() {
      const next = settings();
      places = openPlaces(next);
      await feeds.replace(next.feeds);
      await feeds.load();
      readMachines();
    },
  };
}

/** Files of the operator are tried at once, so that a fault shows at the start. */
function openPlaces({ places: files }: FeedSettings): Places {
  const places = createPlaces(files);
  const isGiven = Object.values(files).some((file) => file !== undefined);
  if (isGiven) places.isAws('192.0.2.1');
  if (isGiven) places.place('192.0.2.1');
  return places;
}

function versionOf(path: string): string {
  const { size, mtimeMs, ino } = statSync(path);
  return `${ino} ${size} ${mtimeMs}`;
}

/** Keeps an open world fresh while a server runs, and says in the log what it could not read. */
export function keepFresh(world: OpenWorld, log: Logger) {
  const ending = new AbortController();
  let isReload = false;
  const told = new Map<string, string>();
  const work = async () => {
    const again = isReload;
    isReload = false;
    if (again) await world.reload();
    await world.refresh({ signal: ending.signal });
    for (const { feed, fault = '' } of world.feeds.states()) {
      if (fault !== '' && told.get(feed.name) !== fault) {
        log.warn({ feed: feed.name, reason: fault }, 'a feed could not be read');
      }
      told.set(feed.name, fault);
    }
  };
  const loop = createWakeLoop(work, {
    retryMillis: BACKGROUND_RETRY_SECONDS * 1000,
    onError: (error) => log.error({ err: error }, 'what is known could not be refreshed'),
  });
  const timer = setInterval(() => loop.wake(), FEED_CHECK_MINUTES * 60_000);
  loop.wake();
  return {
    reload() {
      isReload = true;
      loop.wake();
    },
    async close(): Promise<void> {
      clearInterval(timer);
      ending.abort();
      await loop.close();
    },
  };
}
