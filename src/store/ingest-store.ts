import type { SourceActivity } from '../domain/source-silence.ts';

/** One value that a detection remembers. */
export interface MemoryEntry {
  /** Begins with the account's id and a bar: `111122223333|us-east-1|…`. */
  readonly scope: string;
  readonly key: string;
  readonly value: string;
  readonly at: number;
}

/** What came at a time from one source for one account. */
export interface SourceTally {
  readonly accountId: string;
  readonly source: string;
  readonly records: number;
  readonly duplicates: number;
  readonly refused: number;
  readonly unreadable: number;
  readonly lastAt: number;
}

/** All that ever came, and what is known of its silence. */
export interface SourceCounters extends SourceTally, SourceActivity {}

export interface IngestStore {
  /** Which of these event ids were remembered before? */
  knownEvents(accountId: string, eventIds: readonly string[]): Promise<Set<string>>;
  /** Events that changed something are remembered, so that a second delivery changes nothing. */
  rememberEvents(accountId: string, eventIds: readonly string[], at: number): Promise<void>;
  forgetEvents(before: number): Promise<number>;
  loadMemory(): Promise<MemoryEntry[]>;
  saveMemory(entries: readonly MemoryEntry[]): Promise<void>;
  deleteMemory(scope: string, keys: readonly string[]): Promise<void>;
  getCheckpoint(source: string, object: string): Promise<string | undefined>;
  putCheckpoint(source: string, object: string, state: string, at: number): Promise<void>;
  /** Marks a folder (with a slash at its end) as done, instead of the objects that lie in it. */
  closeFolder(source: string, folder: string, at: number): Promise<void>;
  /** Adds to the counters of a source. */
  count(tally: SourceTally): Promise<void>;
  sources(accountId: string): Promise<SourceCounters[]>;
  /** Of all accounts. */
  allSources(): Promise<SourceCounters[]>;
  /** These are watched now, and no others: kept on rows of this account. */
  declareSources(accountId: string, sources: readonly string[], at: number): Promise<void>;
  /** Since when it is silent; undefined once it speaks again. */
  setSilent(accountId: string, source: string, at: number | undefined): Promise<void>;
}
