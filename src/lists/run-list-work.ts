import {
  awaitsWork,
  endWork,
  type IndicatorList,
  type ListOutcome,
  listRules,
} from '../domain/indicator-list.ts';
import { parseListLocation } from '../domain/list-location.ts';
import type { Clock } from '../lib/clock.ts';
import { DELETED_LISTS_KEPT, LISTS_PER_BATCH } from '../limits.ts';
import type { Store } from '../store/store.ts';
import { type EntryCounts, type ListEntries, ListError } from './entries.ts';
import type { FetchRequest } from './fetch-list.ts';
import { encodeContent } from './list-content.ts';
import { parseList } from './parse-list.ts';

export interface ListWork {
  readonly store: Store;
  readonly clock: Clock;
  /** Once aborted, work under way is left for the next start. */
  readonly signal: AbortSignal;
  fetch(request: FetchRequest): Promise<Uint8Array>;
  isHostAllowed(host: string): boolean;
  /** These are about to be in force: whoever waits for what is listed must know them first. */
  beforeInForce(list: IndicatorList, entries: ListEntries): void;
  /** A list is in force now, with what its file held, or could not be brought into force. */
  onEnded(list: IndicatorList, counts: EntryCounts | undefined): void;
}

/**
 * Does all that lists await, in every account and Region: reads the files of those that are being
 * activated, takes others out of force, ends deletions. Returns how many lists it ended.
 */
export async function runListWork(work: ListWork): Promise<number> {
  let total = 0;
  while (!work.signal.aborted) {
    const lists = await work.store.lists.awaitingWork(LISTS_PER_BATCH);
    const ended = await Promise.all(lists.map((list) => doWork(work, list)));
    const count = ended.filter((one) => one).length;
    total += count;
    // What another process ended or a client changed meanwhile is looked at by whoever did.
    if (count === 0) break;
  }
  return total;
}

interface Result {
  readonly outcome: ListOutcome;
  readonly entries?: ListEntries & { readonly counts: EntryCounts };
}

async function doWork(work: ListWork, listed: IndicatorList): Promise<boolean> {
  const result = await resultOf(work, listed);
  if (result === undefined) return false;
  if (result.entries !== undefined) work.beforeInForce(listed, result.entries);
  const ended = await work.store.transaction((inside) =>
    finish(inside, listed, result, work.clock.now()),
  );
  if (ended !== undefined && listed.status === 'ACTIVATING') {
    work.onEnded(ended, result.entries?.counts);
  }
  return ended !== undefined;
}

/** Undefined where the server ends meanwhile. */
async function resultOf(work: ListWork, list: IndicatorList): Promise<Result | undefined> {
  if (list.status === 'DELETE_PENDING') return { outcome: { kind: 'deleted' } };
  if (list.status === 'DEACTIVATING') return { outcome: { kind: 'deactivated' } };
  try {
    const entries = await parseList(await readFile(work, list), list.format, list.kind);
    return { outcome: { kind: 'activated' }, entries };
  } catch (error) {
    if (work.signal.aborted) return undefined;
    // A file that a parser stumbles over is its list's trouble, and may not hold up the others.
    const reason = error instanceof ListError ? error.message : `It cannot be read: ${error}.`;
    return { outcome: { kind: 'failed', reason } };
  }
}

function readFile(work: ListWork, list: IndicatorList): Promise<Uint8Array> {
  const location = parseListLocation(list.location, work.isHostAllowed);
  if (location === undefined) {
    // It was one when the list was made: the operator no longer allows the host.
    throw new ListError(`The server does not read from ${list.location}.`);
  }
  // An entity list whose owner is not told must lie in a bucket of the account itself.
  const owner = listRules(list.kind).entities ? list.accountId : undefined;
  const bucketOwner = list.expectedBucketOwner ?? owner;
  const { accountId } = list;
  return work.fetch({ location, accountId, bucketOwner, signal: work.signal });
}

/** Undefined where the list is no longer what the work was begun for. */
async function finish(
  store: Store,
  listed: IndicatorList,
  { outcome, entries }: Result,
  now: number,
): Promise<IndicatorList | undefined> {
  const { accountId, region, kind, listId } = listed;
  const list = await store.lists.get(accountId, region, kind, listId);
  if (list === undefined || !awaitsWork(list) || list.version !== listed.version) return undefined;
  const ended = endWork(list, outcome, now);
  await store.lists.put(ended);
  if (entries === undefined) await store.lists.deleteContent(listId);
  else await store.lists.putContent(listId, encodeContent(entries));
  if (outcome.kind === 'deleted') {
    await store.lists.forgetDeleted(accountId, region, kind, DELETED_LISTS_KEPT);
  }
  return ended;
}
