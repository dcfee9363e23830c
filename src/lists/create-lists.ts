import type { Logger } from 'pino';
import { type IndicatorList, listRules } from '../domain/indicator-list.ts';
import type { Clock } from '../lib/clock.ts';
import type { S3Endpoint } from '../lib/s3-client.ts';
import { createWakeLoop } from '../lib/wake-loop.ts';
import {
  BACKGROUND_RETRY_SECONDS,
  LIST_BYTES_MAX,
  LIST_FETCH_SECONDS,
  LIST_INDEXES_MAX,
  LISTS_LOADED_PER_PAGE,
} from '../limits.ts';
import type { Store } from '../store/store.ts';
import { AnybodyListed } from './anybody-listed.ts';
import type { EntryCounts, ListEntries } from './entries.ts';
import { fetchList, type ObjectReader } from './fetch-list.ts';
import { decodeContent } from './list-content.ts';
import { createListMatchers, type ListMatchers } from './list-matchers.ts';
import { runListWork } from './run-list-work.ts';

/** Where the files of lists may be read from. */
export interface ListSources {
  /** Where buckets are looked for, instead of in the embedded S3. */
  readonly s3?: S3Endpoint | undefined;
  /** `name` or `name:port`, in lower case. */
  readonly allowedHosts?: readonly string[] | undefined;
}

/** Trusted and threat lists while the server runs. */
export interface Lists extends ListMatchers {
  /** What threat lists in force have, of any account and Region. */
  readonly anybody: AnybodyListed;
  /** Reads what was in force before the start; belongs before the first record. */
  load(): Promise<void>;
  /** There is a list to activate, to deactivate or to delete. */
  wake(): void;
  isHostAllowed(host: string): boolean;
  /** Files that are being read are left, and read after the next start. */
  close(): Promise<void>;
}

export interface ListOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly sources: ListSources;
  /** The embedded S3, once it is open. */
  readonly embedded?: () => ObjectReader | undefined;
  readonly log: Logger;
}

export function createLists({ store, clock, sources, embedded, log }: ListOptions): Lists {
  const hosts = new Set(sources.allowedHosts);
  const isHostAllowed = (host: string) => hosts.has(host);
  const anybody = new AnybodyListed();
  const ending = new AbortController();
  const reading = {
    s3: sources.s3,
    embedded: embedded ?? (() => undefined),
    clock,
    bytesMax: LIST_BYTES_MAX,
    seconds: LIST_FETCH_SECONDS,
  };
  const work = {
    store,
    clock,
    signal: ending.signal,
    fetch: (request: Parameters<typeof fetchList>[0]) => fetchList(request, reading),
    isHostAllowed,
    beforeInForce: (list: IndicatorList, entries: ListEntries) => {
      if (!listRules(list.kind).trusted) anybody.add(entries);
    },
    onEnded: (list: IndicatorList, counts: EntryCounts | undefined) => tell(log, list, counts),
  };
  const loop = createWakeLoop(() => runListWork(work), {
    retryMillis: BACKGROUND_RETRY_SECONDS * 1000,
    onError: (error) => log.error({ err: error }, 'work on lists failed and is tried again'),
  });
  return {
    ...createListMatchers({ indexesMax: LIST_INDEXES_MAX }),
    anybody,
    load: () => loadInForce(store, anybody),
    wake: () => loop.wake(),
    isHostAllowed,
    async close() {
      ending.abort();
      await loop.close();
    },
  };
}

async function loadInForce(store: Store, anybody: AnybodyListed): Promise<void> {
  let after = '';
  for (;;) {
    const lists = await store.lists.inForceAnywhere(after, LISTS_LOADED_PER_PAGE);
    for (const { listId, kind } of lists) {
      const content = listRules(kind).trusted ? undefined : await store.lists.content(listId);
      if (content !== undefined) anybody.add(decodeContent(content));
    }
    const last = lists.at(-1);
    if (last === undefined) return;
    after = last.listId;
  }
}

/** Get of the older IP lists does not say why one is in error, so that the log must. */
function tell(log: Logger, list: IndicatorList, counts: EntryCounts | undefined): void {
  const { listId, kind, accountId, region, location, errorDetails } = list;
  const about = { listId, kind, accountId, region, location };
  if (list.status === 'ACTIVE') log.info({ ...about, ...counts }, 'a list is in force');
  else log.warn({ ...about, reason: errorDetails }, 'a list could not be brought into force');
}
