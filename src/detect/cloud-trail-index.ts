import { AGENTS_CACHED_MAX } from '../limits.ts';
import type { KnownLists } from '../lists/known-lists.ts';
import type { CloudTrailHead } from '../normalise/event.ts';
import { mayBeElsewhere } from './credential-use.ts';
import type { CloudTrailReads } from './define.ts';

/** One reader, under one of the things that it reads. */
export interface ReadsEntry<R, T> {
  readonly reads: R;
  readonly value: T;
  readonly order: number;
}

type Entry<T> = ReadsEntry<CloudTrailReads, T>;

/**
 * Who reads a CloudTrail record? A few lookups, whatever the number of readers: each is filed
 * under its most selective member, and what else it asks is checked on a match.
 */
export class CloudTrailIndex<T> {
  readonly #bySourceAndName = new Map<string, Map<string, Entry<T>[]>>();
  readonly #byName = new Map<string, Entry<T>[]>();
  readonly #bySource = new Map<string, Entry<T>[]>();
  readonly #byIdentity = new Map<string, Entry<T>[]>();
  readonly #others: Entry<T>[] = [];
  readonly #marksOf: (userAgent: string) => readonly string[];

  constructor(entries: readonly Entry<T>[]) {
    const marks = new Set<string>();
    for (const entry of entries) {
      for (const mark of entry.reads.userAgentHas ?? []) marks.add(mark);
      this.#file(entry);
    }
    this.#marksOf = marksIn([...marks]);
  }

  /**
   * Does anybody? Asked for every record of every log, so the places are written out: a list of
   * candidates for each record would cost more than the lookups.
   */
  some(head: CloudTrailHead, lists: KnownLists): boolean {
    const named = this.#bySourceAndName.get(head.source)?.get(head.name);
    return (
      (named !== undefined && this.#any(named, head, lists)) ||
      this.#any(this.#byIdentity.get(head.identityType), head, lists) ||
      this.#any(this.#others, head, lists) ||
      this.#any(this.#byName.get(head.name), head, lists) ||
      this.#any(this.#bySource.get(head.source), head, lists)
    );
  }

  /** Every entry that does, in no order. */
  all(head: CloudTrailHead, lists: KnownLists): Entry<T>[] {
    return [
      ...(this.#bySourceAndName.get(head.source)?.get(head.name) ?? []),
      ...(this.#byName.get(head.name) ?? []),
      ...(this.#bySource.get(head.source) ?? []),
      ...(this.#byIdentity.get(head.identityType) ?? []),
      ...this.#others,
    ].filter((entry) => this.#holds(entry, head, lists));
  }

  #file(entry: Entry<T>): void {
    const { source, names, identityType } = entry.reads;
    if (names && source !== undefined) {
      const ofSource = this.#bySourceAndName.get(source) ?? new Map<string, Entry<T>[]>();
      this.#bySourceAndName.set(source, ofSource);
      for (const name of names) push(ofSource, name, entry);
    } else if (names) {
      for (const name of names) push(this.#byName, name, entry);
    } else if (source !== undefined) push(this.#bySource, source, entry);
    else if (identityType !== undefined) push(this.#byIdentity, identityType, entry);
    else this.#others.push(entry);
  }

  #any(entries: readonly Entry<T>[] | undefined, head: CloudTrailHead, lists: KnownLists): boolean {
    if (!entries) return false;
    for (const entry of entries) if (this.#holds(entry, head, lists)) return true;
    return false;
  }

  /** What the place under which the entry is filed does not answer by itself; the dear one last. */
  #holds({ reads }: Entry<T>, head: CloudTrailHead, lists: KnownLists): boolean {
    if (reads.identityType !== undefined && reads.identityType !== head.identityType) return false;
    if (reads.sessionPrefix !== undefined && !head.sessionName.startsWith(reads.sessionPrefix)) {
      return false;
    }
    if (reads.userAgentHas) {
      const found = this.#marksOf(head.userAgent);
      if (!reads.userAgentHas.some((mark) => found.includes(mark))) return false;
    }
    if (reads.issuedTo !== undefined && !reads.issuedTo.includes(head.issuedTo)) return false;
    if (reads.keyListed === true && lists.keyThreats(head.accessKeyId).length === 0) return false;
    if (reads.elsewhere === true && !mayBeElsewhere(head, lists)) return false;
    if (reads.listed !== true) return true;
    return lists.listsAddresses && lists.addressThreats(head.sourceAddress).length > 0;
  }
}

function push<T>(entries: Map<string, T[]>, key: string, entry: T): void {
  const list = entries.get(key);
  if (list) list.push(entry);
  else entries.set(key, [entry]);
}

/**
 * Which of the marks a user agent has, in any case. Few agents make most records, and readers
 * intern their strings, so that the answer is one lookup.
 */
function marksIn(marks: readonly string[]): (userAgent: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (userAgent) => {
    const found = known.get(userAgent);
    if (found) return found;
    const lower = userAgent.toLowerCase();
    const has = marks.filter((mark) => lower.includes(mark));
    if (known.size >= AGENTS_CACHED_MAX) known.clear();
    known.set(userAgent, has);
    return has;
  };
}
